"""Generate what was asked for, tell what changed, and run what must follow."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from scaffolding.errors import CannotGenerate
from scaffolding.generating import generate
from scaffolding.project_folder import ProjectFolder, find_project
from scaffolding.request import JsonObject, Request

from quintet_cli.expected_errors import ExpectedError
from quintet_cli.new.changes_report import tell_changes
from quintet_cli.new.follow_ups import UnfinishedError, run_follow_ups, what_is_left

DryRunOption = Annotated[
    bool, typer.Option("--dry_run", help="Tell what would change, and change nothing.")
]
PluralOption = Annotated[
    str | None,
    typer.Option(
        "--plural", help="Its name in the plural (default: usual English).", show_default=False
    ),
]
ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project", help="Folder in the project (default: this one).", show_default=False
    ),
]


class CannotGenerateError(ExpectedError):
    """It cannot be generated; nothing was changed."""

    exit_code = 2


def run_generator(
    kind: str,
    name: str,
    arguments: JsonObject,
    make_request: Callable[[ProjectFolder], Request],
    *,
    project: Path | None,
    dry_run: bool,
    json: bool,
) -> None:
    """Generate one thing in the project and tell about it.

    Args:
        kind: Kind of thing, a folder of templates.
        name: What it is called.
        arguments: What was typed: the same words again change nothing.
        make_request: Makes the request; not asked when the thing is there already.
        project: A folder in the project; None for the present one.
        dry_run: Change nothing.
        json: Tell machines.

    Raises:
        CannotGenerateError: With the reason; nothing was changed.
        UnfinishedError: A command that must follow has failed, or a file has two versions of
            the same lines now.
    """
    try:
        folder = find_project((project or Path.cwd()).resolve())
        done = generate(
            folder, kind, name, arguments, lambda: make_request(folder), dry_run=dry_run
        )
    except CannotGenerate as error:
        raise CannotGenerateError(str(error)) from error
    tell_changes(done.changes, dry_run=dry_run, json=json)
    if done.conflicts:
        raise UnfinishedError(what_is_left(folder, done.conflicts, done.due))
    if not dry_run:
        run_follow_ups(folder, done.due)
