"""PDF: a version at the very beginning, an end mark at the very end.

Source: ISO 32000-2, section 7.5. Readers are lax (the version may come late, anything may follow
the end), which is what files that are two things at once live on; we are not.
"""

import re
from typing import Final

from business_hexagon.domain.attachments.errors import AttachmentTypeRefused

SIGNATURE: Final = b"%PDF-"
_BEGINNING: Final = re.compile(rb"%PDF-[12]\.[0-9][\r\n \t]")
_ENDING: Final = re.compile(rb"%%EOF[\r\n \t\x00]*\Z")
_TAIL: Final = 1024


def check_pdf(content: bytes) -> None:
    """Look at both ends.

    Raises:
        AttachmentTypeRefused: it is no whole document, or something follows it.
    """
    if _BEGINNING.match(content) is None:
        raise AttachmentTypeRefused("the document does not begin as one")
    if _ENDING.search(content[-_TAIL:]) is None:
        raise AttachmentTypeRefused("the document is cut off, or something follows its end")
