"""Keep secrets, personal data and control characters out of the logs.

Names decide first (a field called `password` is never shown), then contents: passwords inside
URLs, tokens, keys, mail addresses and what follows `password=` are masked in any text. Control
characters become visible escapes, so that no input can forge a log line or drive a terminal.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

__all__ = ["MASK", "redact_mapping", "redact_text"]

MASK: Final = "[redacted]"
_MAX_DEPTH: Final = 6
_SHORTEST_TELLING: Final = 8

_SECRET_NAME = re.compile(
    r"passw|secret|token|authori[sz]ation|cookie|credential|api_?key|private_?key|signature"
    r"|e_?mail|phone|(^|_)(card|iban|cvc|cvv|pan|jwt)(_|$|number)|recipient|postal_code|line1|line2",
    re.IGNORECASE,
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CONTROL_BUT_LINES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_URL_PASSWORD = re.compile(r"(?<=://)[^/\s@]*:[^/\s]*@")
_BEARER = re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]+", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.?[\w-]*"  # a JWT
    r"|\b[0-9a-f]{32}\.[\w-]{43}(?![\w-])"  # an id and a secret, as refresh tokens are
)
_BOT_TOKEN = re.compile(r"\d{6,12}:[\w-]{35}(?![\w-])")  # it is in the address of every call
_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL
)
_SECRET_ASSIGNMENT = re.compile(
    r"""((?:passw|secret|token|credential|api_?key|private_?key|cookie|authori[sz]ation)[\w-]{0,40}
        \\?["']?\s*(?:=|:|%3D)\s*)
        (?:\\?"[^"]*"|\\?'[^']*'|(?!\[redacted\])[^\s&,;)}\]"'\\]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_KEY_MATERIAL = re.compile(r"""(["'](?:d|k|p|q)\\?["']\s*:\s*\\?["'])[\w-]{20,}""")
_MAIL_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")

# Counts and the like whose names only look secret.
_HARMLESS: Final = frozenset({"token_count", "fencing_token", "claim_token"})


@lru_cache(maxsize=2048)
def _field(name: str) -> tuple[str, bool]:
    """The name fit for logging, and whether its value is none of the log's business."""
    return redact_text(name), name not in _HARMLESS and _SECRET_NAME.search(name) is not None


def _visible(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")


def redact_text(text: str, *, keep_lines: bool = False) -> str:
    """Return the text with secrets masked and control characters made visible.

    Args:
        text: Anything.
        keep_lines: Leave line feeds and tabs alone, for tracebacks.
    """
    if "@" in text:
        text = _URL_PASSWORD.sub(f"{MASK}@", text)
        text = _MAIL_ADDRESS.sub(MASK, text)
    if len(text) >= _SHORTEST_TELLING:
        text = _without_secrets(text)
    if not text.isprintable():
        text = (_CONTROL_BUT_LINES if keep_lines else _CONTROL).sub(_visible, text)
    return text


def _without_secrets(text: str) -> str:
    if " " in text:
        text = _BEARER.sub(rf"\1 {MASK}", text)
    if "PRIVATE KEY" in text:
        text = _PRIVATE_KEY.sub(MASK, text)
    if "." in text:
        text = _TOKEN.sub(MASK, text)
    if ":" in text:
        text = _BOT_TOKEN.sub(MASK, text)
    if "=" in text or ":" in text or "%3" in text:
        text = _SECRET_ASSIGNMENT.sub(rf"\1{MASK}", text)
        text = _KEY_MATERIAL.sub(rf"\1{MASK}", text)
    return text


def redact_mapping(values: Mapping[str, object], depth: int = 0) -> dict[str, object]:
    """Return a copy fit for logging; what is nested too deeply is cut off."""
    redacted = {}
    for name, value in values.items():
        shown, is_secret = _field(str(name))
        redacted[shown] = MASK if is_secret else _redact(value, depth)
    return redacted


def _redact(value: object, depth: int) -> object:
    if isinstance(value, str):
        return redact_text(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        return _redact_container(value, depth)
    return f"[{len(value)} bytes]" if isinstance(value, bytes) else redact_text(str(value))


def _redact_container(
    value: Mapping[str, object]
    | list[object]
    | tuple[object, ...]
    | set[object]
    | frozenset[object],
    depth: int,
) -> object:
    if depth >= _MAX_DEPTH:
        return "[nested too deeply]"
    if isinstance(value, Mapping):
        return redact_mapping(value, depth + 1)
    return [_redact(item, depth + 1) for item in value]
