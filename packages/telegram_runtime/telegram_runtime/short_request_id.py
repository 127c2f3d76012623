"""The id of a request as people read it, write it down and tell it to staff."""

from typing import Final

_LENGTH: Final = 8


def short_request_id(request_id: str) -> str:
    """The beginning of the id, by which its lines are found in the log.

    Eight hexadecimal digits tell a request from four billion others, and can still be typed from a
    window that lets nobody copy.

    Args:
        request_id: As every line of the log bears it, whole.
    """
    return request_id[:_LENGTH]
