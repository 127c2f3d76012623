"""Git's own store of contents: what was generated is found there again, without a second copy."""

import hashlib
import subprocess
from collections.abc import Sequence
from pathlib import Path

__all__ = ["content_id", "keep", "kept"]


def content_id(content: bytes) -> str:
    """The id that git gives to this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def keep(root: Path, paths: Sequence[str]) -> None:
    """Put the contents of files into the store; nothing happens where there is no repository.

    A commit of the files would do so, too; but they may be changed before it.
    """
    _git(root, "hash-object", "-w", "--no-filters", "--stdin-paths", text="\n".join(paths))


def kept(root: Path, identifier: str) -> bytes | None:
    """Look a content up by its id; None when this repository does not have it."""
    done = _git(root, "cat-file", "blob", identifier)
    return done.stdout if done.returncode == 0 else None


def _git(root: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  our own arguments
        ["git", *arguments],  # noqa: S607  wherever the person has it
        cwd=root,
        input=text.encode(),
        capture_output=True,
        check=False,
    )
