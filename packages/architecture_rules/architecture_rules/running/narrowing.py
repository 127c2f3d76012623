"""Narrows a report to some files and folders: all rules look at all of the project."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from architecture_rules.running.engine import CheckReport

__all__ = ["OutsideError", "paths_from_root", "within"]


class OutsideError(Exception):
    """A path that is not there, or not in the project."""


def paths_from_root(paths: Sequence[Path], root: Path, folder: Path) -> list[str]:
    """Return paths as the report has them.

    Args:
        paths: Absolute, or from the folder.
        root: The project's folder.
        folder: Where the person stands.

    Raises:
        OutsideError: One of them is not there, or not below the root.
    """
    found = []
    for path in paths:
        full = (folder / path).resolve()
        if not full.exists():
            raise OutsideError(f"there is no {path}")
        if not full.is_relative_to(root.resolve()):
            raise OutsideError(f"{path} is not in {root}: name its project with --root")
        found.append(full.relative_to(root.resolve()).as_posix())
    return found


def within(report: CheckReport, wanted: Sequence[str]) -> CheckReport:
    """Return what the report says of these files and folders; all of it when none are named."""
    if not wanted or "." in wanted:
        return report

    def is_wanted(path: str) -> bool:
        return any(path == each or path.startswith(f"{each}/") for each in wanted)

    return replace(
        report,
        findings=[each for each in report.findings if is_wanted(each.path)],
        suppressions=[each for each in report.suppressions if is_wanted(each.path)],
        forgiven=[each for each in report.forgiven if is_wanted(each.path)],
    )
