"""JPEG: segments behind markers, from the start of the image to its end.

Source: ITU-T T.81, annex B.
"""

import re
import struct
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused
from business_hexagon.domain.attachments.file_formats.picture_size import require_drawable

SIGNATURE: Final = b"\xff\xd8\xff"
_BEFORE_MARKER: Final = 0xFF
_END: Final = 0xD9
_SCAN: Final = 0xDA
_WITHOUT_LENGTH: Final = frozenset({0x00, 0x01, 0xFF, *range(0xD0, 0xD9)})
"""Fillers, restarts and a second start: none belongs between segments."""

_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Start of frame: the segment with the size."""

_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""What ends the data of a scan; within, 0xff is followed by nothing or a restart number."""


def check_jpeg(content: bytes) -> None:
    """Walk all segments; nothing may follow the end of the image.

    Raises:
        AttachmentTypeRefused: it is no whole picture, or more than one.
        struct.error: it is cut off.
    """
    position = 2
    framed = scanned = False
    while True:
        start, marker = struct.unpack_from(">BB", content, position)
        if start != _BEFORE_MARKER or marker in _WITHOUT_LENGTH:
            raise AttachmentTypeRefused("the picture is damaged")
        position += 2
        if marker == _END:
            break
        (length,) = struct.unpack_from(">H", content, position)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, position + 3)
            require_drawable(width, height)
            framed = True
        position += length
        if marker == _SCAN:
            scanned = True
            found = _NEXT_MARKER.search(content, position)
            position = len(content) if found is None else found.start()
    if not (framed and scanned):
        raise AttachmentTypeRefused("the picture shows nothing")
    if position != len(content):
        raise AttachmentTypeRefused("something follows the end of the picture")
