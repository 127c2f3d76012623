"""Small additions to files that people own, at places that are marked for them."""

import ast
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from scaffolding.errors import CannotGenerate

__all__ = ["Edit", "apply_edit", "read_edits"]


class _WrittenEdit(TypedDict, total=False):
    file: str
    at: str
    lines: list[str]
    imports: list[str]


@dataclass(frozen=True)
class Edit:
    """Lines above a marker, and what they need to import.

    Attributes:
        file: Path from the project's root.
        at: Marker: a comment `quintet new: <at>` on a line of its own; empty for imports alone.
        lines: What is added above it, indented like it.
        imports: Import statements for the top of the file.
    """

    file: str
    at: str
    lines: tuple[str, ...]
    imports: tuple[str, ...]


def read_edits(document: str) -> list[Edit]:
    """Read edits from a TOML document with tables `[[edit]]`."""
    tables: list[_WrittenEdit] = tomllib.loads(document).get("edit", [])
    return [
        Edit(
            table["file"],
            table.get("at", ""),
            tuple(table.get("lines", ())),
            tuple(table.get("imports", ())),
        )
        for table in tables
    ]


def apply_edit(edit: Edit, text: str) -> str:
    """Return the text with the edit; the same text when it has it.

    Raises:
        CannotGenerate: The marker is not there, or there twice; tells what to add by hand.
    """
    if edit.at:
        lines = text.split("\n")
        at = _marker_in(lines, edit)
        if _is_above(lines, at, edit):
            return text
        indent = lines[at][: _indent(lines[at])]
        end = _line_end(lines[at])
        lines[at:at] = [f"{indent}{line}{end}" if line else end for line in edit.lines]
        text = "\n".join(lines)
    return _with_imports(edit.imports, text) if edit.imports else text


def _marker_in(lines: list[str], edit: Edit) -> int:
    found = [at for at, line in enumerate(lines) if _marker(line) == edit.at]
    if len(found) != 1:
        raise CannotGenerate(_by_hand(edit, len(found)))
    return found[0]


def _is_above(lines: list[str], marker: int, edit: Edit) -> bool:
    """Whether the lines stand in the marker's table: what is above it and indented no less."""
    least = _indent(lines[marker])
    start = marker
    while start and _belongs_to_table(lines[start - 1], least):
        start -= 1
    wanted = _spelling(edit.lines)
    return any(_starts_with_lines(lines[at:marker], wanted) for at in range(start, marker + 1))


def _starts_with_lines(lines: Sequence[str], wanted: str) -> bool:
    """Whether the first lines, however many, are spelled so."""
    spelled = ""
    for line in lines:
        if len(spelled) >= len(wanted):
            break
        spelled = _spelling((spelled, line))
    return spelled == wanted


def _spelling(lines: Iterable[str]) -> str:
    """Text without what a formatter may change: white space, quotes, last commas."""
    text = re.sub(r"\s+", "", "".join(lines)).replace("'", '"')
    return re.sub(r",(?=[)\]}])", "", text)


def _belongs_to_table(line: str, least: int) -> bool:
    is_heading = line.startswith("[")  # of a table in TOML or of a section in INI
    return not line.strip() or (_indent(line) >= least and not is_heading)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line_end(line: str) -> str:
    return "\r" if line.endswith("\r") else ""


def _marker(line: str) -> str:
    before, mark, name = line.strip().partition("quintet new: ")
    return name.rstrip(" ->*/") if mark and not before.strip("#<!-/* ") else ""


def _by_hand(edit: Edit, count: int) -> str:
    wanted = "\n".join(f"    {line}" for line in (*edit.imports, *edit.lines))
    many = "no line" if count == 0 else "more than one line"
    return (
        f"{edit.file} has {many} with the comment `quintet new: {edit.at}`,"
        f" above which this belongs:\n{wanted}\n"
        "Put the comment back where the platform's own file has it, then run this again."
    )


def _with_imports(imports: tuple[str, ...], text: str) -> str:
    """Add imports after the last one; sorting and joining them is the formatter's work."""
    body = ast.parse(text).body
    last = 0
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node, body):
            last = node.end_lineno or last
    lines = text.split("\n")
    last = last or next(at for at, line in enumerate([*lines, ""]) if not line.startswith("#"))
    end = _line_end(lines[0])
    lines[last:last] = [f"{each}{end}" for each in imports]
    return "\n".join(lines)


def _is_docstring(node: ast.stmt, body: list[ast.stmt]) -> bool:
    return (
        node is body[0]
        and isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
