"""Generate what was asked for, tell what changed, and run what must follow."""

import json as json_format
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from scaffolding.errors import CannotGenerate
from scaffolding.generating import Generated, generate
from scaffolding.planning import Outcome
from scaffolding.project_folder import ProjectFolder, find_project
from scaffolding.request import JsonObject, Request

from quintet_cli.expected_errors import ExpectedError
from quintet_cli.new.changes_report import changes_as_json, print_changes

DryRunOption = Annotated[
    bool, typer.Option("--dry_run", help="Tell what would change, and change nothing.")
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


class UnfinishedError(ExpectedError):
    """It was generated, and something is left for a person to do."""


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
    if json:
        typer.echo(json_format.dumps(changes_as_json(done.changes), indent=2))
    else:
        print_changes(done.changes, dry_run=dry_run)
    if done.conflicts:
        raise UnfinishedError(
            f"both sides changed the same lines of {', '.join(done.conflicts)}:"
            " look for <<<<<<< in them"
        )
    if not dry_run and _has_changed(done):
        for command in done.request.follow_up:
            _follow_up(folder, command, Console(stderr=True, highlight=False))


def _has_changed(done: Generated) -> bool:
    idle = (Outcome.SAME, Outcome.KEPT, Outcome.ABSENT)
    return any(change.outcome not in idle for change in done.changes)


def _follow_up(project: ProjectFolder, command: tuple[str, ...], console: Console) -> None:
    console.print(f"running {' '.join(command)}", style="dim")
    program = sys.executable if command[0] == "python" else command[0]
    try:
        done = subprocess.run([program, *command[1:]], cwd=project.root, check=False)  # noqa: S603  from our own templates
    except FileNotFoundError as error:
        raise UnfinishedError(
            f"{command[0]} was not found: run `{' '.join(command)}` in {project.root} yourself"
        ) from error
    if done.returncode != 0:
        raise UnfinishedError(
            f"`{' '.join(command)}` failed (see above): what was generated stays; run it again"
        )
