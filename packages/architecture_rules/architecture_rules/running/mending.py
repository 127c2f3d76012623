"""Applies the edits that findings bring; from the end of a file to its start, none over another."""

import codecs
import io
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from architecture_rules.finding import Edit, Finding

__all__ = ["mend"]


def mend(root: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Mend in a project's folder what can be mended; return what was."""
    by_path: dict[str, list[tuple[Edit, Finding]]] = defaultdict(list)
    for finding in findings:
        if finding.edit is not None:
            by_path[finding.path].append((finding.edit, finding))
    return [each for path, found in by_path.items() for each in _mend_file(root / path, found)]


def _mend_file(path: Path, found: list[tuple[Edit, Finding]]) -> list[Finding]:
    content = path.read_bytes()
    encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    lines = _lines(content.decode(encoding))
    mended: list[Finding] = []
    before = (len(lines) + 1, 0)
    for edit, finding in sorted(found, key=lambda each: _start(each[0]), reverse=True):
        if (edit.end_line, edit.end_column) > before:
            continue
        head = lines[edit.line - 1][: edit.column]
        tail = lines[edit.end_line - 1][edit.end_column :]
        lines[edit.line - 1 : edit.end_line] = _lines(head + edit.text + tail)
        before = _start(edit)
        mended.append(finding)
    path.write_bytes("".join(lines).encode(encoding))
    return mended


def _start(edit: Edit) -> tuple[int, int]:
    return (edit.line, edit.column)


def _lines(text: str) -> list[str]:
    """Lines with their ends, as Python counts them."""
    return list(io.StringIO(text, newline=""))
