"""Tells what a file is by its content, and refuses what is not exactly one thing.

Libraries that know hundreds of kinds look at the first bytes alone, so that anything may follow;
here each kind is walked to its end. Nothing is unpacked: the work is bounded by the size of the
file.
"""

import struct
from collections.abc import Callable
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused
from business_hexagon.domain.attachments.file_formats import gif, jpeg, pdf, png, webp
from business_hexagon.domain.attachments.file_formats.plain_text import check_plain_text
from business_hexagon.domain.attachments.file_formats.stowaways import refuse_stowaways
from business_hexagon.domain.attachments.media_type import MediaType

_KINDS: Final[tuple[tuple[MediaType, Callable[[bytes], bool], Callable[[bytes], None]], ...]] = (
    (MediaType.JPEG, lambda content: content.startswith(jpeg.SIGNATURE), jpeg.check_jpeg),
    (MediaType.PNG, lambda content: content.startswith(png.SIGNATURE), png.check_png),
    (MediaType.GIF, lambda content: content.startswith(gif.SIGNATURES), gif.check_gif),
    (MediaType.WEBP, webp.begins_webp, webp.check_webp),
    (MediaType.PDF, lambda content: content.startswith(pdf.SIGNATURE), pdf.check_pdf),
)


def recognized(content: bytes) -> MediaType:
    """What the file is.

    Raises:
        AttachmentTypeRefused: it is of no kind that we keep, damaged, or two things at once.
    """
    for media_type, begins, check in _KINDS:
        if begins(content):
            try:
                check(content)
            except (struct.error, IndexError) as error:
                raise AttachmentTypeRefused("the file is cut off") from error
            refuse_stowaways(content, is_image=media_type.is_image)
            return media_type
    check_plain_text(content)
    return MediaType.TEXT
