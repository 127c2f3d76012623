"""The first commit of a new project, where git knows who makes it."""

import os
from pathlib import Path

from scaffolding.git import run_git

__all__ = ["commit_all"]


def commit_all(root: Path, message: str) -> bool:
    """Commit all files of a repository that has no commit yet.

    Args:
        root: Its folder.
        message: Of the commit.

    Returns:
        Whether that was done: not when nobody's name is configured, nor in a repository with a
        history or with a larger folder, which is somebody's own.
    """
    if not _is_a_repository(root) or run_git(root, "rev-parse", "HEAD") is not None:
        return False
    commit = ("-c", "user.useConfigOnly=true", "commit", "--quiet", "--no-verify", "-m", message)
    return all(run_git(root, *step) is not None for step in (("add", "--all"), commit))


def _is_a_repository(root: Path) -> bool:
    """Not a part of one: `git add --all` takes the whole, a person's other files among it."""
    top = run_git(root, "rev-parse", "--show-toplevel")
    return top is not None and Path(os.fsdecode(top).removesuffix("\n")).resolve() == root.resolve()
