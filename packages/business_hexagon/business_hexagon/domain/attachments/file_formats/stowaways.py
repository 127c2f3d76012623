"""Other kinds of files that hide in one of ours.

A file that is two things at once is shown as one and obeyed as the other. The walk through each
format finds what follows its end; this finds what is packed into its comments.
"""

import io
import zipfile
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused

_ARCHIVES: Final = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_DOCUMENTS: Final = (b"%pdf-", b"<html", b"<script", b"<!doctype", b"<?php", b"<iframe", b"<body")
"""In lower case; five bytes and more, which no compressed picture holds by chance."""

_BEGINNING: Final = 1536
"""Bytes in which browsers look for markup, and a little more."""


def refuse_stowaways(content: bytes, *, is_image: bool) -> None:
    """Refuse a picture or document that is an archive or a page as well.

    Args:
        content: the whole file.
        is_image: whether it is a picture; a document may tell of markup further down.

    Raises:
        AttachmentTypeRefused: something hides in it.
    """
    if zipfile.is_zipfile(io.BytesIO(content)) or any(mark in content for mark in _ARCHIVES):
        raise AttachmentTypeRefused("an archive hides in the file")
    # A document begins with its own mark.
    searched = content if is_image else content[5:_BEGINNING]
    searched = searched.lower()
    if any(mark in searched for mark in _DOCUMENTS):
        raise AttachmentTypeRefused("a page or a script hides in the file")
