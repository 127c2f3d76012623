"""Three ways become one: what was generated, what people made of it, what it would be now."""

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Merged", "NoTextError", "merge"]

_MOST_CONFLICTS: Final = 127  # git counts no further


class NoTextError(Exception):
    """A content is no text, so that nothing of it can be merged."""


@dataclass(frozen=True)
class Merged:
    """A merged content.

    Attributes:
        content: All of it; with marks around what both sides changed differently.
        conflicts: How many such places there are.
    """

    content: bytes
    conflicts: int


def merge(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    """Merge what a template changed into what people have.

    Nothing of either side is lost: where both changed the same lines, both stand between marks.
    With an empty base all that differs is such a place.

    Args:
        base: What was generated then.
        ours: What people have now.
        theirs: What is generated now.

    Raises:
        NoTextError: A content has zeros in it.
        OSError: git is not installed.
    """
    if b"\0" in base + ours + theirs:
        raise NoTextError
    with tempfile.TemporaryDirectory(prefix="quintet_merge_") as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, content in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(content)
        done = subprocess.run(  # noqa: S603  our own arguments
            ["git", "merge-file", "-p", *_labels(), *map(str, paths)],  # noqa: S607  on the path
            capture_output=True,
            check=False,
        )
    if done.returncode < 0 or done.returncode > _MOST_CONFLICTS:
        raise OSError(done.stderr.decode().strip() or "git merge-file failed")
    return Merged(done.stdout, done.returncode)


def _labels() -> list[str]:
    return ["-L", "yours", "-L", "as it was generated", "-L", "the template now"]
