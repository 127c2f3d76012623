"""Turn a request into bytes, refusing anything that could smuggle a second one."""

import re
from collections.abc import Iterable

__all__ = ["encode_head"]

_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_OWN_HEADERS = frozenset({b"host", b"content-length", b"transfer-encoding", b"connection"})
_TARGET = re.compile(r"/[!-~]*")
_known_names: set[bytes] = set()
_KNOWN_NAMES_LIMIT = 1000


def _check_name(name: bytes) -> None:
    if _TOKEN.fullmatch(name) is None:
        raise ValueError(f"header name is not a token: {name!r}")
    if name.lower() in _OWN_HEADERS:
        raise ValueError(f"header is set by the transport itself: {name!r}")
    if len(_known_names) < _KNOWN_NAMES_LIMIT:
        # quintet: allow Q711 until 2027-10-31: a bounded memo of what is valid for all requests
        _known_names.add(name)


def encode_head(
    method: str,
    path: str,
    fixed: bytes,
    headers: Iterable[tuple[bytes, bytes]],
    body_length: int | None,
) -> bytes:
    """Return request line and headers, up to and including the empty line.

    Args:
        method: One of the common HTTP methods, in capitals.
        path: Origin-form target, percent-encoded by the caller, with the query if any.
        fixed: Ready header lines of the connection (Host and defaults).
        headers: Further headers.
        body_length: Length of the body in bytes, None when there is none.

    Raises:
        ValueError: Something in method, path or headers is not fit for HTTP.
    """
    if method not in _METHODS:
        raise ValueError(f"unknown method: {method!r}")
    if _TARGET.fullmatch(path) is None:
        raise ValueError(f"path must start with / and hold visible ASCII only: {path!r}")
    parts = [f"{method} {path} HTTP/1.1\r\n".encode("ascii"), fixed]
    for name, value in headers:
        if name not in _known_names:
            _check_name(name)
        if b"\n" in value or b"\r" in value or b"\0" in value:
            raise ValueError(f"line break in the value of header {name!r}")
        parts.append(b"%b: %b\r\n" % (name, value))
    if body_length is not None:
        parts.append(b"Content-Length: %d\r\n" % body_length)
    elif method in {"POST", "PUT", "PATCH"}:
        parts.append(b"Content-Length: 0\r\n")
    parts.append(b"\r\n")
    return b"".join(parts)
