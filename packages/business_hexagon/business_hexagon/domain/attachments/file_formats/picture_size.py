"""How large a picture may be drawn: a small file can ask for more memory than anybody has."""

from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused

MOST_PIXELS: Final = 64_000_000
"""Pixels of width times height; the largest cameras of phones stay below in their usual mode."""


def require_drawable(width: int, height: int) -> None:
    """Refuse pictures of nothing, and those that would fill a memory when they are drawn.

    Raises:
        AttachmentTypeRefused: the picture has no pixel, or too many.
    """
    if not 0 < width * height <= MOST_PIXELS:
        raise AttachmentTypeRefused("a picture must have between 1 and 64 million pixels")
