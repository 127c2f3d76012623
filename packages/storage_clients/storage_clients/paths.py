"""Paths of the data services, with every part percent-encoded."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

__all__ = ["path_to", "with_query"]


def path_to(*parts: object) -> str:
    """Join parts into a path, such as `/users/by_email/ada%40example.com`."""
    return "".join(f"/{quote(str(part), safe='')}" for part in parts)


def with_query(path: str, parameters: Iterable[tuple[str, object]]) -> str:
    """Add the parameters whose value is not None."""
    query = urlencode([(name, str(value)) for name, value in parameters if value is not None])
    return f"{path}?{query}" if query else path
