"""The lines of the architecture guide that ask for something, so that none is left without answer.

Which lines do is decided by heading: all points of all sections but the table of contents and the
links, the decisions of the records, and the demand at the end. Code, diagrams and headings only
show or name what the points say; a point that only links to another page asks for nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["GuideLine", "guide_lines", "plain_heading"]

_SKIPPED = {"Table of Contents", "🔗 Related Documentation"}
_LINK_ONLY = "- **Guide**: See ["


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A line that asks for something.

    Attributes:
        number: From 1.
        section: The heading it stands under, without its marks.
        text: Without the spaces around it.
    """

    number: int
    section: str
    text: str


def guide_lines(guide: str) -> Iterator[GuideLine]:
    """Yield the lines that ask for something.

    Args:
        guide: The text of docs/architecture_guide.md.
    """
    section = ""
    in_code = skipped = False
    for number, line in enumerate(guide.splitlines(), 1):
        text = line.strip()
        if text.startswith("```"):
            in_code = not in_code
        elif in_code:
            continue
        elif text.startswith("#"):
            section = plain_heading(text)
            if text.startswith("## "):
                skipped = section in _SKIPPED
        elif not skipped and _asks(text):
            yield GuideLine(number, section, text)


def plain_heading(text: str) -> str:
    """A heading without its marks, such as `1. Type Annotations (MANDATORY)`."""
    return text.lstrip("#").replace("**", "").strip()


def _asks(text: str) -> bool:
    if text.startswith("- "):
        return not text.startswith(_LINK_ONLY)
    return text.startswith(("**Decision**: ", "> **⚠️ COMPLIANCE REQUIRED**"))
