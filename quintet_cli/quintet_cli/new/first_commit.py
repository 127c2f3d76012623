"""The first commit of a new project, where git knows who makes it."""

import subprocess
from pathlib import Path

__all__ = ["commit_all"]


def commit_all(root: Path, message: str) -> bool:
    """Commit all files of a repository that has no commit yet.

    Args:
        root: Its folder.
        message: Of the commit.

    Returns:
        Whether that was done: not when nobody's name is configured, nor in a repository with a
        history, which is somebody's own.
    """
    if not _git(root, "rev-parse", "--git-dir") or _git(root, "rev-parse", "HEAD"):
        return False
    return _git(root, "add", "--all") and _git(
        root, "-c", "user.useConfigOnly=true", "commit", "--quiet", "--no-verify", "-m", message
    )


def _git(root: Path, *arguments: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  our own arguments
            ["git", *arguments],  # noqa: S607  wherever the person has it
            cwd=root,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0
