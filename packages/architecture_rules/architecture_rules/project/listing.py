"""Which files belong to a project: what git knows or would take, else all but caches."""

import os
import subprocess
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

__all__ = ["list_files"]

_SKIPPED = {"node_modules", "__pycache__", "site-packages"}


def list_files(root: Path, exclude: Sequence[str]) -> list[str]:
    """Return the paths of the project's files, from its root, with slashes, sorted.

    Args:
        root: The project's folder.
        exclude: Globs of paths to leave out; `*` crosses slashes.
    """
    found = _tracked(root) if (root / ".git").exists() else _walked(root)
    return sorted(
        path
        for path in found
        if not any(fnmatch(path, pattern) for pattern in exclude) and os.path.isfile(root / path)  # noqa: PTH113  2,000 of them
    )


def _tracked(root: Path) -> list[str]:
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    listed = subprocess.run(git, cwd=root, check=True, capture_output=True)  # noqa: S603  fixed words
    return [each for each in listed.stdout.decode("utf-8").split("\0") if each]


def _walked(root: Path) -> list[str]:
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = [each for each in folders if each not in _SKIPPED and each != ".venv"]
        base = Path(folder).relative_to(root)
        found += [(base / each).as_posix() for each in files]
    return found
