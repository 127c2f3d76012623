"""What a file is called when somebody downloads it."""

import unicodedata
from typing import Final

from business_hexagon.domain.attachments.media_type import MediaType

LONGEST_FILE_NAME: Final = 120
_UNSPEAKABLE: Final = frozenset('<>:"/\\|?*')
_NAMELESS: Final = "file"


def safe_file_name(name: str, media_type: MediaType) -> str:
    """Return a name that no file system or browser obeys, with an ending that fits the content.

    Folders are cut off, characters of control, direction and path are left out, and a name whose
    ending promises another kind of file gets the right one appended: what was uploaded as
    `page.html` and is plain text is downloaded as `page.html.txt`.

    Args:
        name: what the sender calls it; may be empty.
        media_type: what it is.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(
        character
        for character in last
        if character not in _UNSPEAKABLE and unicodedata.category(character)[0] != "C"
    )
    stem = " ".join(clean.split()).strip(". ") or _NAMELESS
    known = next((end for end in media_type.endings if stem.lower().endswith(end)), "")
    cut = len(stem) - len(known)
    ending = stem[cut:] or media_type.endings[0]
    return (stem[:cut] or _NAMELESS)[: LONGEST_FILE_NAME - len(ending)] + ending
