"""The platform's own files, wherever it was checked out or unpacked."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.git import demand_git, run_git
from scaffolding.project_folder import ProjectFolder, find_project

__all__ = ["Checkout", "open_checkout", "running_checkout"]

_TEMPLATES: Final = "packages/scaffolding/scaffolding/templates"
_DECLARATION: Final = "pyproject.toml"
_PROGRAM: Final = 0o111


@dataclass(frozen=True)
class Checkout:
    """A platform that projects are made from.

    Attributes:
        root: Its folder.
    """

    root: Path

    @property
    def templates(self) -> Path:
        """Its templates, which may be newer than those that run."""
        return self.root / _TEMPLATES

    def paths(self) -> list[str]:
        """List the files that git tracks; without a repository those that it would not ignore.

        Raises:
            CannotGenerate: Git is not there or names none: a project of no files, and an update
                that removes all of them, are what nobody wants.
        """
        demand_git("it tells which files of the platform belong into a project")
        for listed in (self._tracked, self._not_ignored):
            paths = listed()
            if _DECLARATION in paths:
                return paths
        raise CannotGenerate(f"git lists no files of {self.root}: is it the platform, all of it?")

    def content(self, path: str) -> bytes:
        """Read one of them."""
        return (self.root / path).read_bytes()

    def is_program(self, path: str) -> bool:
        """Whether a file can be executed."""
        return bool((self.root / path).stat().st_mode & _PROGRAM)

    def _tracked(self) -> list[str]:
        return _files_by_git(self.root, "ls-files", "-z", "--cached", "--deduplicate")

    def _not_ignored(self) -> list[str]:
        with tempfile.TemporaryDirectory(prefix="quintet_new_") as empty:
            repository = f"--git-dir={empty}"
            run_git(self.root, repository, "init", "--quiet", "--bare")
            return _files_by_git(
                self.root,
                repository,
                f"--work-tree={self.root}",
                *("ls-files", "-z", "--others", "--exclude-standard"),
            )


def open_checkout(folder: Path) -> Checkout:
    """Open the platform in a folder.

    Raises:
        CannotGenerate: There is none.
    """
    root = folder.resolve()
    if not root.is_dir() or find_project(root).root != root or not (root / _TEMPLATES).is_dir():
        raise CannotGenerate(f"{folder} is no checkout of the platform: it has no {_TEMPLATES}")
    return Checkout(root)


def running_checkout() -> Checkout:
    """The platform that this code is a part of.

    Raises:
        CannotGenerate: It was installed without its checkout.
    """
    return open_checkout(ProjectFolder(Path(__file__).resolve().parents[4]).root)


def _files_by_git(root: Path, *arguments: str) -> list[str]:
    """Run git and return the files that it names; none when it refuses."""
    named = (run_git(root, *arguments) or b"").decode().split("\0")
    return sorted(name for name in named if name and (root / name).is_file())
