"""The page on which somebody logs in for a program: plain HTML, no script, works by keyboard."""

from collections.abc import Mapping
from html import escape
from typing import Final

from service_runtime.pages import html_page
from starlette.responses import HTMLResponse

_STYLE: Final = """
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(22rem, 100vw - 2rem); padding: 1rem 0; }
h1 { font-size: 1.4rem; margin: 0 0 0.5rem; }
label { display: block; margin: 1rem 0 0.25rem; }
input { box-sizing: border-box; width: 100%; padding: 0.7rem; font: inherit; border-radius: 0.4rem;
  border: 1px solid; }
button { width: 100%; margin-top: 1.5rem; padding: 0.8rem; font: inherit; font-weight: 600;
  border: 0; border-radius: 0.4rem; background: #1d4ed8; color: #fff; cursor: pointer; }
input:focus-visible, button:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
[role=alert] { padding: 0.7rem; border: 2px solid #dc2626; border-radius: 0.4rem; }
ul { padding-left: 1.2rem; }
"""
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""
_FORM: Final = """{alert}<p><strong>{name}</strong> asks for:</p>
<ul>{scopes}</ul>
<form method="post">
{hidden}
<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="username" inputmode="email"
 maxlength="254" required autofocus value="{email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password"
 maxlength="1024" required>
<button type="submit">Log in and continue</button>
</form>
"""


def log_in_page(
    *,
    client_name: str,
    scopes: tuple[str, ...],
    hidden: Mapping[str, str],
    redirect_origin: str,
    email: str = "",
    alert: str = "",
    status: int = 200,
) -> HTMLResponse:
    """The form.

    Args:
        client_name: The program that asks.
        scopes: What it asks for.
        hidden: The request's parameters, sent along with the form.
        redirect_origin: Where the form may lead to in the end: browsers check it.
        email: What was typed before.
        alert: What went wrong, for people; nothing at first.
        status: HTTP status.
    """
    fields = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in hidden.items()
    )
    content = _FORM.format(
        alert=f'<p role="alert">{escape(alert)}</p>\n' if alert else "",
        name=escape(client_name),
        scopes="".join(f"<li>{escape(scope)}</li>" for scope in scopes),
        hidden=fields,
        email=escape(email),
    )
    return _page("Log in to Quintet", content, status, redirect_origin)


def refusal_page(reason: str) -> HTMLResponse:
    """What is shown instead of sending somebody to an address that nobody vouches for."""
    return _page("This does not work", f'<p role="alert">{escape(reason)}</p>', 400, None)


def _page(title: str, content: str, status: int, form_target: str | None) -> HTMLResponse:
    page = html_page(
        _PAGE.format(title=escape(title), style=_STYLE, content=content),
        form_targets=() if form_target is None else (form_target,),
    )
    page.status_code = status
    page.headers["cache-control"] = "no-store"
    return page
