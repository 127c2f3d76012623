"""What a rendered template means for a project: decided for all files before one is written."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scaffolding.edits import Edit, apply_edit
from scaffolding.errors import CannotGenerate
from scaffolding.formatting import format_texts
from scaffolding.generated_contents import base_content
from scaffolding.git_objects import content_id
from scaffolding.merging import NoTextError, merge
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record
from scaffolding.rendering import Rendered

__all__ = ["Change", "Outcome", "additions", "merge_change", "plan"]


class Outcome(StrEnum):
    """What happens to a file."""

    CREATED = "created"
    EDITED = "edited"
    UPDATED = "updated"
    MERGED = "merged"
    CONFLICT = "conflict"
    REMOVED = "removed"
    KEPT = "kept"
    LEFT = "left to you"
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

    @property
    def is_idle(self) -> bool:
        """Whether the file stays as it is, and nobody needs to hear of it."""
        return self.outcome in _IDLE


_IDLE: Final = frozenset({Outcome.SAME, Outcome.KEPT, Outcome.ABSENT})


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
        *additions(project, rendered.edits, _done(record)),
    ]


def additions(
    project: ProjectFolder, edits: Sequence[Edit], done: Collection[Edit] = ()
) -> list[Change]:
    """Edit each file once, whatever the number of its edits.

    Args:
        project: Where.
        edits: Lines for present files.
        done: Those that were added before: who took one away did not want it.

    Raises:
        CannotGenerate: A file or a marker is missing.
    """
    texts: dict[str, str] = {}
    for edit in edits:
        text = texts.get(edit.file) or _text_of(project, edit)
        texts[edit.file] = text if edit in done else apply_edit(edit, text)
    changed = {path: text for path, text in texts.items() if text != project.read(path)}
    formatted = format_texts(project.root, changed, unused_imports=False)
    return [
        Change(path, Outcome.EDITED, text.encode())
        for path, text in formatted.items()
        if text != project.read(path)
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
    return merge_change(path, (base_content(project, base) if base else None), ours, theirs)


def merge_change(path: str, base: bytes | None, ours: bytes, theirs: bytes) -> Change:
    """Merge a file that both sides have changed.

    Args:
        path: From the project's root.
        base: What it was; None when nobody knows, so that all that differs stands between marks.
        ours: What people have.
        theirs: What is generated now.
    """
    try:
        merged = merge(base or b"", ours, theirs)
    except NoTextError:  # nothing can stand between marks
        return Change(path, Outcome.LEFT)
    if merged.content == ours:
        return Change(path, Outcome.KEPT)
    outcome = Outcome.CONFLICT if merged.conflicts else Outcome.MERGED
    return Change(path, outcome, merged.content)


def _no_longer_made(
    project: ProjectFolder, rendered: Rendered, record: Record | None
) -> Iterator[Change]:
    for path, base in ({} if record is None else record.files).items():
        file = project.root / path
        if path not in rendered.files and file.is_file():
            untouched = content_id(file.read_bytes()) == base
            yield Change(path, Outcome.REMOVED if untouched else Outcome.LEFT)


def _done(record: Record | None) -> Collection[Edit]:
    return frozenset(record.edits) if record is not None and record.complete else frozenset()


def _text_of(project: ProjectFolder, edit: Edit) -> str:
    text = project.read(edit.file)
    if text is None:
        raise CannotGenerate(f"{edit.file} is not there: it is a part of every project")
    return text
