"""WebP: chunks in one RIFF container whose size is that of the file.

Source: RFC 9649.
"""

import struct
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused
from business_hexagon.domain.attachments.file_formats.picture_size import require_drawable

_HEAD: Final = 12


def begins_webp(content: bytes) -> bool:
    """Whether the first bytes are those of a WebP picture."""
    return content[:4] == b"RIFF" and content[8:_HEAD] == b"WEBP"


def check_webp(content: bytes) -> None:
    """Walk all chunks; they must fill the container, and the container the file.

    Raises:
        AttachmentTypeRefused: it is no whole picture, or more than one.
        struct.error: it is cut off.
    """
    (size,) = struct.unpack_from("<I", content, 4)
    if size + 8 != len(content):
        raise AttachmentTypeRefused("the picture is cut off, or something follows its end")
    require_drawable(*_size(content))
    position = _HEAD
    while position < len(content):
        (length,) = struct.unpack_from("<I", content, position + 4)
        position += 8 + length + length % 2
    if position != len(content):
        raise AttachmentTypeRefused("the picture is damaged")


def _size(content: bytes) -> tuple[int, int]:
    """Width and height, which each kind of first chunk tells in its own way."""
    data = _HEAD + 8
    match content[_HEAD : _HEAD + 4]:
        case b"VP8X":
            low, high = struct.unpack_from("<IH", content, data + 4)
            return (low & 0xFFFFFF) + 1, (low >> 24 | high << 8) + 1
        case b"VP8L":
            (packed,) = struct.unpack_from("<I", content, data + 1)
            return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", content, data + 6)
            return width & 0x3FFF, height & 0x3FFF
    raise AttachmentTypeRefused("the picture does not begin as one")
