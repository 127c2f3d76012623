"""Plain text in UTF-8, as people write it."""

import re
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused

_UNWRITTEN: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
"""Control characters besides tab, line feed, form feed and carriage return."""

_MARKUP: Final = re.compile(r"\A[\ufeff\s]*(<[!?/a-z]|#!)", re.IGNORECASE)
"""A beginning of HTML, SVG or XML, which some programs would render, or of a script."""


def check_plain_text(content: bytes) -> None:
    """Look whether it is text, and nothing that a program would obey.

    Raises:
        AttachmentTypeRefused: it is neither text in UTF-8 nor any other kind that we keep.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\x00"
    if not text.strip() or _UNWRITTEN.search(text):
        raise AttachmentTypeRefused("only JPEG, PNG, WebP, GIF, PDF and plain text are kept")
    if _MARKUP.match(text):
        raise AttachmentTypeRefused("markup and scripts are not kept")
