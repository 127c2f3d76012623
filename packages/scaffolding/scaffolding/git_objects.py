"""Git's own store of contents: what was generated is found there again, without a second copy."""

import hashlib
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

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
        _git(root, "hash-object", "-w", "--no-filters", "--stdin-paths", text=names)


def kept(root: Path, identifier: str) -> bytes | None:
    """Look a content up by its id; None when this repository does not have it."""
    done = _git(root, "cat-file", "blob", identifier)
    return done.stdout if done is not None and done.returncode == 0 else None


def _file_with(content: bytes, likely: Path, spare: Path) -> Path:
    if likely.is_file() and likely.read_bytes() == content:
        return likely
    spare.write_bytes(content)
    return spare


def _git(root: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[bytes] | None:
    try:
        return subprocess.run(  # noqa: S603  our own arguments
            ["git", *arguments],  # noqa: S607  wherever the person has it
            cwd=root,
            input=text.encode(),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return None
