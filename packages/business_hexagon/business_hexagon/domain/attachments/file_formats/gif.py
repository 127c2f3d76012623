"""GIF: a screen, blocks of extensions and images, and a trailer.

Source: CompuServe, GIF89a Specification.
"""

import struct
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused
from business_hexagon.domain.attachments.file_formats.picture_size import require_drawable

SIGNATURES: Final = (b"GIF87a", b"GIF89a")
_EXTENSION: Final = 0x21
_IMAGE: Final = 0x2C
_TRAILER: Final = 0x3B


def check_gif(content: bytes) -> None:
    """Walk all blocks; nothing may follow the trailer.

    Raises:
        AttachmentTypeRefused: it is no whole picture, or more than one.
        struct.error: it is cut off.
        IndexError: likewise.
    """
    width, height, flags = struct.unpack_from("<HHB", content, 6)
    require_drawable(width, height)
    position = 13 + _colours(flags)
    images = 0
    while (block := content[position]) != _TRAILER:
        if block == _EXTENSION:
            position = _behind_data(content, position + 2)
        elif block == _IMAGE:
            _, _, width, height, flags = struct.unpack_from("<HHHHB", content, position + 1)
            require_drawable(width, height)
            position = _behind_data(content, position + 11 + _colours(flags))
            images += 1
        else:
            raise AttachmentTypeRefused("the picture is damaged")
    if not images:
        raise AttachmentTypeRefused("the picture shows nothing")
    if position + 1 != len(content):
        raise AttachmentTypeRefused("something follows the end of the picture")


def _colours(flags: int) -> int:
    """Bytes of the table of colours that the flags announce."""
    return 3 << ((flags & 0x07) + 1) if flags & 0x80 else 0


def _behind_data(content: bytes, position: int) -> int:
    """Where a row of data blocks ends, the empty one included."""
    while length := content[position]:
        position += 1 + length
    return position + 1
