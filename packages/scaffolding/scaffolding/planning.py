"""What a rendered template means for a project: decided for all files before one is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scaffolding.edits import Edit, apply_edit
from scaffolding.errors import CannotGenerate
from scaffolding.formatting import format_texts
from scaffolding.git_objects import content_id, kept
from scaffolding.merging import merge
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record
from scaffolding.rendering import Rendered

__all__ = ["Change", "Outcome", "plan"]


class Outcome(StrEnum):
    """What happens to a file."""

    CREATED = "created"
    EDITED = "edited"
    UPDATED = "updated"
    MERGED = "merged"
    CONFLICT = "conflict"
    REMOVED = "removed"
    KEPT = "kept"
    ABSENT = "left absent"
    SAME = "same"


@dataclass(frozen=True)
class Change:
    """What happens to one file.

    Attributes:
        path: From the project's root.
        outcome: Why it looks so.
        content: What is written; None when nothing is, or when the file is removed.
    """

    path: str
    outcome: Outcome
    content: bytes | None = None


def plan(project: ProjectFolder, rendered: Rendered, record: Record | None) -> list[Change]:
    """Decide for every file, and write nothing.

    Args:
        project: Where it shall stand.
        rendered: What the template says now.
        record: What it said last time; None the first time.

    Raises:
        CannotGenerate: A file is in the way that nobody generated, or a marker is missing.
    """
    changes = [_of_file(project, path, theirs, record) for path, theirs in rendered.files.items()]
    in_the_way = [change.path for change in changes if _is_in_the_way(change, record)]
    if in_the_way:
        files = "\n".join(f"    {path}" for path in in_the_way)
        raise CannotGenerate(
            f"these files are there already and were not generated:\n{files}\n"
            "Move them away, or choose another name."
        )
    return [
        *changes,
        *_no_longer_made(project, rendered, record),
        *_edited(project, rendered, record),
    ]


def _is_in_the_way(change: Change, record: Record | None) -> bool:
    known = record is not None and change.path in record.files
    return change.outcome is Outcome.CONFLICT and not known


def _of_file(project: ProjectFolder, path: str, theirs: bytes, record: Record | None) -> Change:
    base = None if record is None else record.files.get(path)
    file = project.root / path
    if not file.is_file():
        deleted = base is not None and record is not None and record.complete
        return Change(path, Outcome.ABSENT) if deleted else Change(path, Outcome.CREATED, theirs)
    ours = file.read_bytes()
    if ours == theirs:
        return Change(path, Outcome.SAME)
    if base == content_id(theirs):
        return Change(path, Outcome.KEPT)
    if base == content_id(ours):
        return Change(path, Outcome.UPDATED, theirs)
    merged = merge((kept(project.root, base) if base else None) or b"", ours, theirs)
    outcome = Outcome.CONFLICT if merged.conflicts else Outcome.MERGED
    return Change(path, outcome, merged.content)


def _no_longer_made(
    project: ProjectFolder, rendered: Rendered, record: Record | None
) -> Iterator[Change]:
    for path, base in ({} if record is None else record.files).items():
        file = project.root / path
        if path not in rendered.files and file.is_file():
            untouched = content_id(file.read_bytes()) == base
            yield Change(path, Outcome.REMOVED if untouched else Outcome.KEPT)


def _edited(project: ProjectFolder, rendered: Rendered, record: Record | None) -> list[Change]:
    """Edit each file once, whatever the number of its edits; leave out what was done before."""
    done = frozenset(record.edits) if record is not None and record.complete else frozenset()
    texts: dict[str, str] = {}
    for edit in rendered.edits:
        text = texts.get(edit.file) or _text_of(project, edit)
        texts[edit.file] = text if edit in done else apply_edit(edit, text)
    changed = {path: text for path, text in texts.items() if text != project.read(path)}
    return [
        Change(path, Outcome.EDITED, text.encode())
        for path, text in _formatted(project, changed).items()
    ]


def _text_of(project: ProjectFolder, edit: Edit) -> str:
    text = project.read(edit.file)
    if text is None:
        raise CannotGenerate(f"{edit.file} is not there: it is a part of every project")
    return text


def _formatted(project: ProjectFolder, texts: Mapping[str, str]) -> dict[str, str]:
    return format_texts(project.root, texts, unused_imports=False)
