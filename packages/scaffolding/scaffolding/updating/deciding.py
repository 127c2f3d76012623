"""One file of a project: what it was, what people made of it, what it would be now."""

from collections.abc import Collection

from scaffolding.git_objects import content_id
from scaffolding.planning import Change, Outcome, merge_change
from scaffolding.updating.sides import NewSide, OldSide

__all__ = ["decide"]


def decide(path: str, old: OldSide, new: NewSide, renewed: Collection[str]) -> Change:
    """Decide what happens to a file that was or would be generated.

    Args:
        path: From the project's root.
        old: What was generated.
        new: What would be generated now.
        renewed: Files that a command writes anew after the update, so that nothing is merged.

    Raises:
        CannotGenerate: The newer platform has no marker for a line that belongs into the file.
    """
    file = new.project.root / path
    ours = file.read_bytes() if file.is_file() else None
    if path not in new.files:
        return _no_longer_made(path, old, ours)
    if ours is None:
        known = path in old.ids
        return Change(path, Outcome.ABSENT) if known else _created(path, new)
    if _has_not_changed(path, old, new):
        return Change(path, Outcome.KEPT)
    return _changed(path, old, new, ours, renewed)


def _created(path: str, new: NewSide) -> Change:
    return Change(path, Outcome.CREATED, new.content(path))


def _no_longer_made(path: str, old: OldSide, ours: bytes | None) -> Change:
    if ours is None:
        return Change(path, Outcome.ABSENT)
    untouched = content_id(ours) == old.ids[path] or ours == old.content(path)
    return Change(path, Outcome.REMOVED if untouched else Outcome.LEFT)


def _has_not_changed(path: str, old: OldSide, new: NewSide) -> bool:
    same_file = old.ids.get(path) == content_id(new.files[path])
    return same_file and old.edits.get(path, ()) == new.edits.get(path, ())


def _changed(
    path: str, old: OldSide, new: NewSide, ours: bytes, renewed: Collection[str]
) -> Change:
    theirs = new.content(path)
    if ours == theirs:
        return Change(path, Outcome.SAME)
    base = old.content(path) if path in old.ids else None
    if ours == base:
        return Change(path, Outcome.UPDATED, theirs)
    if base == theirs or path in renewed:
        return Change(path, Outcome.KEPT)
    return merge_change(path, base, ours, theirs)
