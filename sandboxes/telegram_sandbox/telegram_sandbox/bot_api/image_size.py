"""Width and height of an image, read from its first bytes."""

import struct
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8"
_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def image_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, JPEG, GIF or WebP; None for anything else."""
    try:
        if content.startswith(_PNG):
            width, height = struct.unpack_from(">II", content, 16)
        elif content[:6] in {b"GIF87a", b"GIF89a"}:
            width, height = struct.unpack_from("<HH", content, 6)
        elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            width, height = _webp(content)
        elif content.startswith(_JPEG):
            width, height = _jpeg(content)
        else:
            return None
    except (struct.error, ValueError):
        return None
    return int(width), int(height)


def _jpeg(content: bytes) -> tuple[int, int]:
    position = 2
    while True:
        marker, kind, size = struct.unpack_from(">BBH", content, position)
        if marker != 0xFF:  # noqa: PLR2004  every segment begins so
            raise ValueError("not a segment")
        if kind in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, position + 5)
            return width, height
        position += 2 + size


def _webp(content: bytes) -> tuple[int, int]:
    match content[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", content, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            width = int.from_bytes(content[24:27], "little") + 1
            return width, int.from_bytes(content[27:30], "little") + 1
    raise ValueError("not a WebP image")
