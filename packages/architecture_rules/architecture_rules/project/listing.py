"""Which files belong to a project: what git knows or would take, else all but caches."""

import os
import subprocess
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

__all__ = ["list_files"]

_SKIPPED = {".venv", "__pycache__", "node_modules", "site-packages"}


def list_files(root: Path, exclude: Sequence[str]) -> list[str]:
    """Return the paths of the project's files, from its root, with slashes, sorted.

    Args:
        root: The project's folder.
        exclude: Globs of paths to leave out; `*` crosses slashes.
    """
    # With texts, as paths are objects that cost more than what is asked of thousands of them.
    base = str(root)
    found = _tracked(base) if (root / ".git").exists() else _walked(base)
    return sorted(
        path
        for path in found
        if not any(fnmatch(path, pattern) for pattern in exclude)
        and os.path.isfile(f"{base}/{path}")  # noqa: PTH113  see above
    )


def _tracked(root: str) -> list[str]:
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    listed = subprocess.run(git, cwd=root, check=True, capture_output=True)  # noqa: S603  fixed words
    return [each for each in listed.stdout.decode("utf-8").split("\0") if each]


def _walked(root: str) -> list[str]:
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = [each for each in folders if each not in _SKIPPED]
        base = folder[len(root) :].replace(os.sep, "/").lstrip("/")
        found += [f"{base}/{each}" if base else each for each in files]
    return found
