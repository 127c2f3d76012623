"""Git, as a program that may not be there."""

import shutil
import subprocess
from pathlib import Path

from scaffolding.errors import CannotGenerate

__all__ = ["demand_git", "run_git"]


def run_git(root: Path, *arguments: str, text: str = "") -> bytes | None:
    """Run git; return what it says, None when it refuses or is not there.

    Args:
        root: Folder to run it in.
        arguments: What it shall do.
        text: Its standard input.
    """
    try:
        done = subprocess.run(  # noqa: S603  our own arguments
            ["git", *arguments],  # noqa: S607  wherever the person has it
            cwd=root,
            input=text.encode(),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def demand_git(why: str) -> None:
    """Refuse to go on without git.

    Args:
        why: What it is needed for.

    Raises:
        CannotGenerate: It is not installed.
    """
    if shutil.which("git") is None:
        raise CannotGenerate(f"git is not installed: {why}")
