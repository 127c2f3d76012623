"""Rules for free text that people and other systems send."""

import unicodedata

from business_hexagon.domain.errors import InvalidValue


def checked_text(field: str, text: str, *, longest: int, shortest: int = 1) -> str:
    """Return the text without surrounding blanks, in Unicode normal form C.

    Args:
        field: path of the field, for the error.
        text: what was sent.
        longest: most characters allowed.
        shortest: fewest characters allowed after trimming.

    Raises:
        InvalidValue: too short, too long, or holds control characters (PostgreSQL refuses some of
            them, terminals and mail headers obey others).
    """
    trimmed = unicodedata.normalize("NFC", text.strip())
    if len(trimmed) < shortest:
        raise InvalidValue(field, f"must have at least {shortest} characters")
    if len(trimmed) > longest:
        raise InvalidValue(field, f"must have at most {longest} characters")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in trimmed):
        raise InvalidValue(field, "must not hold control characters")
    return trimmed
