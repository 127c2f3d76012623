"""Applies the edits that findings bring; from the end of a file to its start, none over another."""

from collections import defaultdict
from collections.abc import Iterable

from architecture_rules.finding import Edit, Finding
from architecture_rules.project.project import Project

__all__ = ["mend"]


def mend(project: Project, findings: Iterable[Finding]) -> list[Finding]:
    """Mend what can be mended; return what was."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.edit is not None:
            by_path[finding.path].append(finding)
    return [each for path, found in by_path.items() for each in _mend_file(project, path, found)]


def _mend_file(project: Project, path: str, findings: list[Finding]) -> list[Finding]:
    lines = project.files[path].text.splitlines(keepends=True)
    mended: list[Finding] = []
    before = (len(lines) + 1, 0)
    for finding in sorted(findings, key=lambda each: _start(each.edit), reverse=True):
        edit = finding.edit
        if edit is None or (edit.end_line, edit.end_column) > before:
            continue
        head = lines[edit.line - 1][: edit.column]
        tail = lines[edit.end_line - 1][edit.end_column :]
        lines[edit.line - 1 : edit.end_line] = (head + edit.text + tail).splitlines(keepends=True)
        before = (edit.line, edit.column)
        mended.append(finding)
    (project.root / path).write_text("".join(lines), "utf-8")
    return mended


def _start(edit: Edit | None) -> tuple[int, int]:
    return (edit.line, edit.column) if edit else (0, 0)
