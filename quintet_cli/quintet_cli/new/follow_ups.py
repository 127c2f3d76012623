"""What must be done in a project after its files have changed: lock, renew documents."""

import os
import subprocess
import sys
from collections.abc import Sequence

from rich.console import Console
from scaffolding.due_commands import note_done
from scaffolding.project_folder import ProjectFolder

from quintet_cli.expected_errors import ExpectedError

__all__ = ["UnfinishedError", "run_follow_ups", "what_is_left"]


class UnfinishedError(ExpectedError):
    """It was generated, and something is left for a person to do."""


def run_follow_ups(project: ProjectFolder, commands: Sequence[Sequence[str]]) -> None:
    """Run commands in the project, one after the other.

    `python` is this interpreter with the project's own members, wherever this program comes from.
    What fails stays due: the next run of a generator or of an update that asks for it runs it.

    Args:
        project: Where.
        commands: Programs with their arguments.

    Raises:
        UnfinishedError: A program is not there or has failed.
    """
    console = Console(stderr=True, highlight=False)
    for command in commands:
        console.print(f"running {' '.join(command)}", style="dim")
        _run(project, command)
        note_done(project, command)


def what_is_left(
    project: ProjectFolder, conflicts: Sequence[str], commands: Sequence[Sequence[str]]
) -> str:
    """Tell a person about conflicts, and about the commands that wait for their solution.

    Args:
        project: Where.
        conflicts: Files in which both sides stand between marks.
        commands: What must follow.
    """
    files = "\n".join(f"    {path}" for path in conflicts)
    typed = "\n".join(f"    {_typed(project, command)}" for command in commands)
    then = f"\nThen run:\n{typed}" if commands else ""
    return f"both sides changed the same lines of\n{files}\nLook for <<<<<<< in them.{then}"


def _run(project: ProjectFolder, command: Sequence[str]) -> None:
    program = sys.executable if command[0] == "python" else command[0]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(_members(project))}
    try:
        done = subprocess.run(  # noqa: S603  from our own templates
            [program, *command[1:]], cwd=project.root, env=environment, check=False
        )
    except FileNotFoundError as error:
        raise UnfinishedError(
            f"{command[0]} was not found: run `{_typed(project, command)}` in {project.root}"
            " yourself"
        ) from error
    if done.returncode != 0:
        raise UnfinishedError(
            f"`{_typed(project, command)}` in {project.root} failed (see above): what was generated"
            " stays; run it again, or all of this command"
        )


def _typed(project: ProjectFolder, command: Sequence[str]) -> str:
    """As a person types it in the project, which has no environment until it is bootstrapped."""
    if command[0] != "python":
        return " ".join(command)
    installed = (project.root / ".venv/bin/python").exists()
    return " ".join((".venv/bin/python" if installed else "uv run python", *command[1:]))


def _members(project: ProjectFolder) -> list[str]:
    patterns = ("packages/*", "services/*", "sandboxes/*", "quintet_cli")
    folders = [folder for pattern in patterns for folder in sorted(project.root.glob(pattern))]
    return [str(folder) for folder in folders if (folder / "pyproject.toml").is_file()]
