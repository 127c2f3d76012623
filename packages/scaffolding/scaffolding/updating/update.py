"""A project is brought forward to a newer platform."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from scaffolding.copying.checkout import Checkout
from scaffolding.copying.left_out import COPIED_ONCE
from scaffolding.due_commands import commands_due
from scaffolding.errors import CannotGenerate
from scaffolding.generated_contents import forget_bases, keep_bases
from scaffolding.planning import Change, Outcome, additions
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import all_records, write_record
from scaffolding.updating.clean_tree import demand_clean_tree
from scaffolding.updating.deciding import decide
from scaffolding.updating.joining_migrations import joining_migration
from scaffolding.updating.sides import NewSide, OldSide
from scaffolding.writing import write_changes

__all__ = ["Updated", "update"]


@dataclass(frozen=True)
class Updated:
    """What was done, or would be.

    Attributes:
        changes: The files that change, and those that are left to the project.
        follow_up: Commands to run in the project now, those of an earlier run that failed among
            them.
    """

    changes: list[Change]
    follow_up: tuple[tuple[str, ...], ...]

    @property
    def conflicts(self) -> list[str]:
        """Files in which both sides stand between marks."""
        return [each.path for each in self.changes if each.outcome is Outcome.CONFLICT]


def update(
    project: ProjectFolder,
    checkout: Checkout,
    *,
    dry_run: bool = False,
    allow_dirty: bool = False,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Updated:
    """Merge what a platform would generate now into a project.

    Args:
        project: What is brought forward.
        checkout: The platform.
        dry_run: Plan only.
        allow_dirty: Also when git could not take it back.
        tell: Is told how many of all files are done.

    Raises:
        CannotGenerate: With the reason; nothing was written.
    """
    if checkout.root == project.root.resolve():
        raise CannotGenerate(
            "a project cannot be updated from itself: name a newer checkout of the platform with"
            " --from"
        )
    if not (dry_run or allow_dirty):
        demand_clean_tree(project)
    records = all_records(project)
    unfinished = [each.request for each in records if not each.complete]
    if unfinished:
        raise CannotGenerate(
            f"{unfinished[0].kind} {unfinished[0].name} was not finished: run the command that made"
            " it again"
        )
    old, new = OldSide.of(project, records), NewSide.of(project, records, checkout)
    paths = sorted({*old.ids, *new.files})
    changes = [decide(path, old, new, COPIED_ONCE) for path in paths]
    changes += _additions(project, old, new)
    changes += joining_migration(project, changes)
    changed = [each for each in changes if not each.is_idle]
    if changed or new.records != records:
        renewed = [replace(each, due=each.request.follow_up) for each in new.records]
        new = replace(new, records=renewed)
    if not dry_run:
        write_changes(project, changed, new.programs, tell)
        _record(project, old, new)
    return Updated(changed, commands_due(new.records))


def _additions(project: ProjectFolder, old: OldSide, new: NewSide) -> list[Change]:
    """Lines for files that nobody generated: those that are new, as a generator adds them."""
    known = {*old.ids, *new.files}
    edits = [each for path, added in new.edits.items() if path not in known for each in added]
    done = frozenset(edit for added in old.edits.values() for edit in added)
    return additions(project, edits, done)


def _record(project: ProjectFolder, old: OldSide, new: NewSide) -> None:
    ids = new.ids
    fresh = {path: content for path, content in new.files.items() if old.ids.get(path) != ids[path]}
    keep_bases(project, {path: fresh[path] for path in fresh if path not in COPIED_ONCE})
    for record in new.records:
        write_record(project, record)
    forget_bases(project, set(ids.values()))
