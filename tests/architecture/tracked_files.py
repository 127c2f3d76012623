"""The files that git tracks, for checks over the whole tree."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Paths relative to the root; files that are deleted but not yet committed are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607  git is on the PATH
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return tuple(Path(name) for name in sorted(set(listed)) if (ROOT / name).is_file())


def python_files() -> tuple[Path, ...]:
    """The Python sources among them."""
    return tuple(path for path in tracked_files() if path.suffix == ".py")
