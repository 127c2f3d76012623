"""The project that is worked on."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from scaffolding.errors import CannotGenerate

__all__ = ["ProjectFolder", "find_project"]


@dataclass(frozen=True)
class ProjectFolder:
    """A checkout of the platform, or of a project that stands on it.

    Attributes:
        root: Its folder.
    """

    root: Path

    def has(self, path: str) -> bool:
        """Whether there is such a file or folder, as a path from the root."""
        return (self.root / path).exists()

    def read(self, path: str) -> str | None:
        """Read a text file; None when it is not there."""
        file = self.root / path
        return file.read_bytes().decode() if file.is_file() else None

    def names_in(self, folder: str, ending: str = "") -> list[str]:
        """List what is in a folder and ends so, without that ending; empty when there is none."""
        entries = sorted((self.root / folder).glob(f"*{ending}"))
        return [
            entry.name.removesuffix(ending) for entry in entries if not entry.name.startswith("_")
        ]

    @property
    def name(self) -> str:
        """What its root pyproject calls it."""
        return _declared_name(self.root) or self.root.name


def find_project(start: Path) -> ProjectFolder:
    """Find the project that a folder is in.

    Raises:
        CannotGenerate: It is in none.
    """
    for folder in (start, *start.parents):
        text = folder / "pyproject.toml"
        if text.is_file() and "[tool.quintet.services]" in text.read_text(encoding="utf_8"):
            return ProjectFolder(folder)
    raise CannotGenerate(
        f"{start} is in no project: go into one, or make one with `quintet new project NAME`"
    )


def _declared_name(root: Path) -> str | None:
    with (root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file).get("project")
    if not isinstance(project, dict):
        return None
    name = project.get("name")
    return name if isinstance(name, str) else None
