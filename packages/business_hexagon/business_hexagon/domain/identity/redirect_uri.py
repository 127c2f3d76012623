"""Where a program may have people sent back to."""

from typing import Final
from urllib.parse import urlsplit

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.text import checked_text

LONGEST: Final = 2048
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


def checked_redirect_uri(field: str, uri: str) -> str:
    """The address, if a code may travel there.

    Args:
        field: path of the field, for the error.
        uri: `https://…`, or plain `http://` on the person's own machine.

    Raises:
        InvalidValue: it is relative, in plain text over a network, has a fragment or names a
            user.
    """
    text = checked_text(field, uri, longest=LONGEST)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise InvalidValue(field, "is no address") from error
    is_whole = bool(parts.hostname) and port != 0
    if not is_whole or text != uri or "#" in text or "\\" in text or "@" in parts.netloc:
        raise InvalidValue(field, "must be an absolute address without fragment and user")
    is_local = parts.scheme == "http" and parts.hostname in LOOPBACK
    if parts.scheme != "https" and not is_local:
        raise InvalidValue(field, "must be https, or http on the own machine")
    return text
