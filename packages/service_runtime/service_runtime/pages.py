"""HTML pages with a content security policy that allows exactly what is in them."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from starlette.responses import HTMLResponse

__all__ = ["html_page"]

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def html_page(
    html: str, *, own_files: bool = False, form_targets: Iterable[str] = ()
) -> HTMLResponse:
    """Return a page whose inline scripts and styles are allowed by their hashes, and no others.

    Args:
        html: The page; not made of anything that a visitor sent.
        own_files: Also allow scripts, styles, images and requests of our own origin; and styles
            that its scripts write, which Swagger's page cannot do without.
        form_targets: Origins that the answer to a form may send the browser on to.
    """
    scripts = _hashes(_SCRIPT.findall(html))
    styles = _hashes(_STYLE.findall(html))
    policy = [
        "default-src 'none'",
        "img-src 'self' data:",
        "base-uri 'none'",
        " ".join(("form-action 'self'", *form_targets)),
        "frame-ancestors 'none'",
    ]
    if own_files:
        policy.append(f"script-src 'self' {scripts}".rstrip())
        policy.append("style-src 'self' 'unsafe-inline'")
        policy.append("connect-src 'self'")
    else:
        policy.append(f"script-src {scripts or "'none'"}")
        policy.append(f"style-src {styles or "'none'"}")
    headers = {"content-security-policy": "; ".join(policy)}
    return HTMLResponse(html, headers=headers)


def _hashes(texts: Iterable[str]) -> str:
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
