"""Rules for text of several lines, such as descriptions."""

from business_hexagon.domain.values.text import checked_text


def checked_prose(field: str, text: str, *, longest: int) -> str:
    """Return the text trimmed, with single line feeds; it may be empty.

    Args:
        field: path of the field, for the error.
        text: what was sent; line breaks and tabs are welcome.
        longest: most characters allowed, line breaks included.

    Raises:
        InvalidValue: too long, or holds other control characters.
    """
    lines = text.strip().replace("\r\n", "\n").replace("\t", " ").split("\n")
    prose = "\n".join(checked_text(field, line, longest=longest, shortest=0) for line in lines)
    checked_text(field, prose.replace("\n", " "), longest=longest, shortest=0)
    return prose
