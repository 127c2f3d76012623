"""Git's own store of contents: what was generated is found there again, without a second copy."""

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scaffolding.git import run_git

__all__ = ["content_id", "keep", "kept"]


def content_id(content: bytes) -> str:
    """The id that git gives to this content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def keep(root: Path, contents: Mapping[str, bytes]) -> None:
    """Put contents into the store; nothing happens where there is no repository.

    A commit of the files would do so, too; but they may be changed before it.

    Args:
        root: Folder in the repository.
        contents: By the paths from there at which a file may be that has the content.
    """
    with tempfile.TemporaryDirectory(prefix="quintet_keep_") as folder:
        files = [
            _file_with(content, root / path, Path(folder) / str(number))
            for number, (path, content) in enumerate(contents.items())
        ]
        names = "".join(f"{file}\n" for file in files)
        run_git(root, "hash-object", "-w", "--no-filters", "--stdin-paths", text=names)


def kept(root: Path, identifier: str) -> bytes | None:
    """Look a content up by its id; None when this repository does not have it."""
    return run_git(root, "cat-file", "blob", identifier)


def _file_with(content: bytes, likely: Path, spare: Path) -> Path:
    if likely.is_file() and likely.read_bytes() == content:
        return likely
    spare.write_bytes(content)
    return spare
