"""Comments of Python code; what only looks like one inside of a string is none."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile

__all__ = ["CodeComment", "comments_with"]


@dataclass(frozen=True, slots=True)
class CodeComment:
    """One comment, from where a pattern is first found in it.

    Attributes:
        line: Where.
        column: From 1.
        text: From there to the end of the line.
    """

    line: int
    column: int
    text: str


def comments_with(file: SourceFile, pattern: re.Pattern[str]) -> Iterator[CodeComment]:
    """Yield the comments that a pattern is found in; it must begin with `#`."""
    if not pattern.search(file.text):
        return
    plain = [each for each in file.nodes(ast.Constant) if isinstance(each.value, str | bytes)]
    strings = [
        ((each.lineno, each.col_offset), (each.end_lineno or 0, each.end_col_offset or 0))
        for each in (*plain, *file.nodes(ast.JoinedStr))
    ]
    for number, line in enumerate(file.text.split("\n"), 1):
        for found in pattern.finditer(line):
            place = (number, len(line[: found.start()].encode()))
            if not any(start <= place < end for start, end in strings):
                yield CodeComment(number, found.start() + 1, line[found.start() :])
                break
