"""Markdown: what stands in fenced blocks, and what stands around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile

__all__ = ["FencedBlock", "blocks_of", "is_generated", "prose_of"]

_GENERATED = re.compile(r"do not edit|(?:generated|written) (?:by|from) `", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FencedBlock:
    """Code between fences.

    Attributes:
        language: What the fence says, in small letters, such as `python`.
        line: Of the first line of code.
        text: The code, without the fence's indentation.
    """

    language: str
    line: int
    text: str


def is_generated(file: SourceFile) -> bool:
    """Whether its first lines say that a program wrote it, so that nobody can mend it there."""
    return any(_GENERATED.search(line) for line in file.lines[:6])


def blocks_of(file: SourceFile) -> Iterator[FencedBlock]:
    """Yield the fenced blocks; one that is never closed ends with the file."""
    fence, language, indent, start = "", "", 0, 0
    kept: list[str] = []
    for number, line in enumerate([*file.lines, ""], 1):
        words = line.strip()
        if not fence and words.startswith(("```", "~~~")):
            fence = words[: len(words) - len(words.lstrip(words[0]))]
            language = words[len(fence) :].strip().split(" ")[0].casefold()
            indent, start, kept = len(line) - len(line.lstrip()), number + 1, []
        elif fence and (words == fence or number > len(file.lines)):
            yield FencedBlock(language, start, "\n".join(kept) + "\n")
            fence = ""
        elif fence:
            kept.append(line[indent:] if not line[:indent].strip() else line)


def prose_of(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Yield number and text of the lines outside of fenced blocks."""
    inside = {
        number
        for block in blocks_of(file)
        for number in range(block.line - 1, block.line + block.text.count("\n") + 1)
    }
    for number, line in enumerate(file.lines, 1):
        if number not in inside:
            yield number, line
