"""`quintet new project`: a workspace of one's own."""

import json as json_format
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from scaffolding.copying.checkout import running_checkout
from scaffolding.copying.make_project import make_project
from scaffolding.errors import CannotGenerate
from scaffolding.generating import Generated
from scaffolding.project_folder import ProjectFolder

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.display.file_progress import FileProgress
from quintet_cli.new.changes_report import changes_as_json
from quintet_cli.new.first_commit import commit_all
from quintet_cli.new.follow_ups import UnfinishedError, run_follow_ups
from quintet_cli.new.running import CannotGenerateError, DryRunOption


def new_project(
    name: Annotated[str, typer.Argument(help="Its name, in snake_case.", show_default=False)],
    *,
    into: Annotated[
        Path | None,
        typer.Option(help="Folder to make (default: the name, here).", show_default=False),
    ] = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Make a project: the platform's workspace, with the shop as an example to build on or remove.

    It is a copy that belongs to you, in a repository of its own. `quintet update` merges a newer
    platform into it.

    \b
    Examples:
      quintet new project bookshop
      quintet new project bookshop --into ~/work/bookshop
    """  # noqa: D301  \b keeps the examples' line breaks
    folder = into or Path(name)
    try:
        with FileProgress("copying files") as progress:
            done = make_project(
                running_checkout(), name, folder, dry_run=dry_run, tell=progress.tell
            )
    except CannotGenerate as error:
        raise CannotGenerateError(str(error)) from error
    if json:
        typer.echo(json_format.dumps(changes_as_json(done.changes), indent=2))
    if dry_run:
        typer.echo(f"would be {len(done.changes)} files in {folder}", err=json)
        return
    project = ProjectFolder(folder.resolve())
    failed = _failed_follow_up(project, done)
    _tell(done, folder, committed=commit_all(project.root, f"Begin {name}"))
    if failed is not None:
        raise failed


def _failed_follow_up(project: ProjectFolder, done: Generated) -> UnfinishedError | None:
    """The project is there, and is to be committed, whether or not the network was."""
    try:
        run_follow_ups(project, done.due)
    except UnfinishedError as error:
        return error
    return None


def _tell(done: Generated, folder: Path, *, committed: bool) -> None:
    console = Console(file=sys.stderr, highlight=False, soft_wrap=True)
    made = f"{len(done.changes)} files" if done.changes else "finished"
    console.print(f"[green]{done.request.name}[/green]: {made} in {folder}")
    if not committed:
        console.print("Not committed yet. Do it before you change anything:")
        console.print(f'  cd {folder} && git add . && git commit -m "Begin" -- .')
    console.print("Next:")
    console.print(f"  cd {folder}")
    console.print("  make up            # start everything")
    console.print("  quintet demo       # in a second terminal, after: source .venv/bin/activate")
