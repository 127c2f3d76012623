"""What a member's pyproject says that it depends on, and in which line."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile

__all__ = ["Declared", "declared_dependencies"]

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared dependency.

    Attributes:
        name: Of the distribution, in lower case with underscores.
        line: Where; 1 when it cannot be told.
    """

    name: str
    line: int


def declared_dependencies(file: SourceFile) -> Iterator[Declared]:
    """Yield what a pyproject's `[project]` declares, with its extras; nothing of a broken one."""
    try:
        project = tomllib.loads(file.text).get("project", {})
        lists = [
            project.get("dependencies", []),
            *project.get("optional-dependencies", {}).values(),
        ]
    except (tomllib.TOMLDecodeError, AttributeError):
        return
    for requirements in lists:
        for requirement in requirements if isinstance(requirements, list) else ():
            found = _NAME.match(requirement) if isinstance(requirement, str) else None
            if found:
                name = re.sub(r"[-_.]+", "_", found[1]).lower()
                yield Declared(name, _line(file, str(requirement)))


def _line(file: SourceFile, requirement: str) -> int:
    quoted = (f'"{requirement}"', f"'{requirement}'")
    for number, line in enumerate(file.lines, 1):
        if any(each in line for each in quoted):
            return number
    return 1
