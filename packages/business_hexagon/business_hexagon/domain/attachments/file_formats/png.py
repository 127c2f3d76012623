"""PNG: a signature and chunks, each with its length and checksum, from IHDR to IEND.

Source: W3C, Portable Network Graphics (Third Edition), section 5.
"""

import struct
import zlib
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused
from business_hexagon.domain.attachments.file_formats.picture_size import require_drawable

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_FRAME: Final = 12
"""Bytes of a chunk around its data: length, type and checksum."""


def check_png(content: bytes) -> None:
    """Walk all chunks; nothing may be between them or behind the last.

    Raises:
        AttachmentTypeRefused: it is no whole picture, or more than one.
        struct.error: it is cut off.
    """
    position = len(SIGNATURE)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, position)
        end = position + _FRAME + length
        (checksum,) = struct.unpack_from(">I", content, end - 4)
        if checksum != zlib.crc32(content[position + 4 : end - 4]):
            raise AttachmentTypeRefused("the picture is damaged")
        if (position == len(SIGNATURE)) != (kind == b"IHDR"):
            raise AttachmentTypeRefused("the picture does not begin as one")
        if kind == b"IHDR":
            require_drawable(*struct.unpack_from(">II", content, position + 8))
        position = end
    if position != len(content):
        raise AttachmentTypeRefused("something follows the end of the picture")
