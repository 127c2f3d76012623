"""Rendered templates, made by hand: no copier, so that tests of placing are quick."""

from collections.abc import Mapping
from pathlib import Path

from scaffolding.edits import Edit
from scaffolding.generating import place
from scaffolding.planning import Change
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record, find_record
from scaffolding.rendering import Rendered
from scaffolding.request import Request

from tests.unit.scaffolding.small_platform import git

TABLE = "tables.txt"
REQUEST = Request("room", "kitchen", {"room": "kitchen"})


def rendered(files: Mapping[str, str], *lines: str, programs: tuple[str, ...] = ()) -> Rendered:
    """Files, and lines for the table of rooms."""
    contents = {path: text.encode() for path, text in files.items()}
    edits = [Edit(TABLE, "rooms", (line,), ()) for line in lines]
    return Rendered(contents, edits, frozenset(programs))


def house(folder: Path, *, repository: bool = True) -> ProjectFolder:
    """A project with a table."""
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_bytes(b"[tool.quintet.services]\n")
    (folder / TABLE).write_bytes(b"hall\n# quintet new: rooms\n")
    if repository:
        git(folder, "init", "--quiet")
    return ProjectFolder(folder)


def recorded(project: ProjectFolder) -> Record | None:
    """The record of the room."""
    return find_record(project, REQUEST.kind, REQUEST.name)


def put(project: ProjectFolder, what: Rendered, *, dry_run: bool = False) -> dict[str, str]:
    """Place it, and tell what became of which file."""
    done = place(project, REQUEST, {}, what, recorded(project), dry_run=dry_run)
    return outcomes(done.changes)


def outcomes(changes: list[Change]) -> dict[str, str]:
    """By path."""
    return {change.path: change.outcome.value for change in changes}


def files_of(folder: Path) -> dict[str, bytes]:
    """All files but git's, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".git/" not in f"{file.relative_to(folder).as_posix()}"
    }
