"""`quintet update`: a newer platform, merged into a project."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from scaffolding.copying.checkout import open_checkout, running_checkout
from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import find_project
from scaffolding.updating.update import update as bring_forward

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.display.file_progress import FileProgress
from quintet_cli.new.changes_report import tell_changes
from quintet_cli.new.follow_ups import UnfinishedError, run_follow_ups, what_is_left
from quintet_cli.new.running import CannotGenerateError, DryRunOption, ProjectOption


def update(
    *,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="Checkout of the newer platform (default: the one that this program is from).",
            show_default=False,
        ),
    ] = None,
    project: ProjectOption = None,
    allow_dirty: Annotated[
        bool, typer.Option("--allow_dirty", help="Also with changes that are not committed.")
    ] = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Merge a newer platform into a project, and into all that was generated in it.

    What you changed stays. Where the platform changed the same lines, both stand in the file
    between marks, and this exits with 1 and names it. Files that the platform no longer has are
    removed when nobody changed them.

    \b
    Examples:
      quintet update --from ~/quintet --dry_run
      quintet update --from ~/quintet
      ~/quintet/.venv/bin/quintet update
    """  # noqa: D301  \b keeps the examples' line breaks
    try:
        folder = find_project((project or Path.cwd()).resolve())
        checkout = running_checkout() if source is None else open_checkout(source)
        with FileProgress("merging files") as progress:
            done = bring_forward(
                folder, checkout, dry_run=dry_run, allow_dirty=allow_dirty, tell=progress.tell
            )
    except CannotGenerate as error:
        raise CannotGenerateError(str(error)) from error
    tell_changes(done.changes, dry_run=dry_run, json=json)
    if dry_run:
        sys.exit(1 if done.conflicts else 0)
    if done.conflicts:
        raise UnfinishedError(what_is_left(folder, done.conflicts, done.follow_up))
    run_follow_ups(folder, done.follow_up)
