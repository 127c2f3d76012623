"""From a request to a changed project: rendered, planned, written, recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scaffolding.copying.project_name import with_named_edits
from scaffolding.errors import CannotGenerate
from scaffolding.generated_contents import keep_bases
from scaffolding.git_objects import content_id
from scaffolding.planning import Change, Outcome, plan
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record, all_records, find_record, write_record
from scaffolding.rendering import TEMPLATES, Rendered, render
from scaffolding.request import JsonObject, Request
from scaffolding.writing import write_changes

__all__ = ["Generated", "generate", "place"]


@dataclass(frozen=True)
class Generated:
    """What was done, or would be.

    Attributes:
        request: What was asked for, as it is recorded.
        changes: Every file that the template speaks of.
        due: Commands to run in the project now, those of an earlier run that failed among them.
    """

    request: Request
    changes: list[Change]
    due: tuple[tuple[str, ...], ...]

    @property
    def conflicts(self) -> list[str]:
        """Files in which both sides stand between marks."""
        return [each.path for each in self.changes if each.outcome is Outcome.CONFLICT]


def generate(
    project: ProjectFolder,
    kind: str,
    name: str,
    arguments: JsonObject,
    make_request: Callable[[], Request],
    *,
    dry_run: bool = False,
    templates: Path = TEMPLATES,
) -> Generated:
    """Generate one thing, or finish and repeat what was generated from the same words.

    Args:
        project: Where it shall stand.
        kind: Kind of thing, a folder below the templates.
        name: What it is called.
        arguments: What was typed; a second run with the same changes nothing that people changed.
        make_request: Looks at the project and makes the request; asked the first time only.
        dry_run: Plan only.
        templates: Folder of the templates.

    Raises:
        CannotGenerate: With the reason; nothing was written.
    """
    record = find_record(project, kind, name)
    if record is not None and record.arguments != arguments:
        raise CannotGenerate(
            f"{name} was generated from other words ({_typed(record.arguments)}): change its files"
            " by hand, they are yours"
        )
    request = make_request() if record is None else record.request
    rendered = render(request, project.root, templates=templates)
    rendered = with_named_edits(rendered, all_records(project))
    return place(project, request, arguments, rendered, record, dry_run=dry_run)


def place(
    project: ProjectFolder,
    request: Request,
    arguments: JsonObject,
    rendered: Rendered,
    record: Record | None,
    *,
    dry_run: bool,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Generated:
    """Plan what was rendered and, unless it is a dry run, write and record it.

    The record is written first as incomplete: what a crash leaves half done, the next run finishes.
    Commands that must follow stay due in it until they are run.

    Args:
        project: Where it shall stand.
        request: What was asked for.
        arguments: What was typed.
        rendered: What the template makes of it.
        record: What was recorded the last time; None the first time.
        dry_run: Plan only.
        tell: Is told how many of all files are done.

    Raises:
        CannotGenerate: With the reason; nothing was written.
    """
    changes = plan(project, rendered, record)
    generated = Generated(request, changes, _due(request, changes, record))
    if dry_run:
        return generated
    fresh = Record(
        request,
        arguments,
        record.sequence if record is not None else len(all_records(project)) + 1,
        {path: content_id(content) for path, content in rendered.files.items()},
        tuple(rendered.edits),
    )
    if record is None:
        write_record(project, fresh)
    write_changes(project, changes, rendered.programs, tell)
    keep_bases(project, _new_bases(rendered, fresh, record))
    write_record(project, replace(fresh, complete=True, due=generated.due))
    return generated


def _due(
    request: Request, changes: Sequence[Change], record: Record | None
) -> tuple[tuple[str, ...], ...]:
    changed = any(not change.is_idle for change in changes)
    if record is None or not record.complete or changed:
        return request.follow_up
    return record.due


def _new_bases(rendered: Rendered, fresh: Record, record: Record | None) -> dict[str, bytes]:
    known = record.files if record is not None and record.complete else {}
    return {
        path: content
        for path, content in rendered.files.items()
        if known.get(path) != fresh.files[path]
    }


def _typed(arguments: JsonObject) -> str:
    return ", ".join(f"{name} {value}" for name, value in arguments.items())
