"""Which migrations a project has, as their files say."""

import ast
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder

__all__ = ["PROJECTS_FIRST", "VERSIONS", "SchemaVersions", "next_migration"]

VERSIONS: Final = (
    "services/db_postgres_service/db_postgres_service/infrastructure/migrations/versions"
)
PROJECTS_FIRST: Final = 1001
"""A project counts from here: numbers below are the platform's, also those to come."""

_REVISION: Final = re.compile(r"^revision(?:: str)? = [\"'](\w+)[\"']$", re.MULTILINE)
_DOWN: Final = re.compile(
    r"^down_revision(?:: [\w |]+)? = (None|[\"']\w+[\"']|\([\"'\w, ]+\))$", re.MULTILINE
)
_NUMBER: Final = re.compile(r"(\d{4})_")


@dataclass(frozen=True)
class SchemaVersions:
    """The migrations of a project.

    Attributes:
        down: From each revision to those that it follows.
        highest: The highest number of a file.
    """

    down: Mapping[str, tuple[str, ...]]
    highest: int

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]]) -> "SchemaVersions":
        """Read the names and texts of their files.

        Raises:
            CannotGenerate: A text is not understood, or two have the same revision.
        """
        down: dict[str, tuple[str, ...]] = {}
        highest = 0
        for name, text in texts:
            found, before = _REVISION.search(text), _DOWN.search(text)
            if found is None or before is None:
                raise CannotGenerate(
                    f"{VERSIONS}/{name}.py has no plain `revision` and `down_revision`: mend it"
                )
            revision = found.group(1)
            if revision in down:
                raise CannotGenerate(
                    f"two migrations in {VERSIONS} are revision {revision}: let {name} have the"
                    " next number and follow the other"
                )
            down[revision] = _followed(before.group(1))
            number = _NUMBER.match(name)
            highest = max(highest, int(number.group(1)) if number else 0)
        return cls(down, highest)

    @property
    def heads(self) -> list[str]:
        """Revisions that no other follows."""
        return sorted(set(self.down) - {each for before in self.down.values() for each in before})


def next_migration(project: ProjectFolder) -> tuple[str, str]:
    """Return the number of a further migration and the revision that it follows.

    Raises:
        CannotGenerate: There is none to follow, a file is not understood, or two have no follower:
            then two people have added one at the same time.
    """
    names = project.names_in(VERSIONS, ".py")
    versions = SchemaVersions.of(
        (name, project.read(f"{VERSIONS}/{name}.py") or "") for name in names
    )
    heads = versions.heads
    if len(heads) != 1:
        raise CannotGenerate(
            f"{len(heads)} migrations in {VERSIONS} have no follower ({', '.join(heads) or 'none'})"
            ": let `down_revision` of one name the other"
        )
    number = versions.highest + 1
    return f"{max(number, PROJECTS_FIRST) if _is_project(project) else number:04}", heads[0]


def _followed(written: str) -> tuple[str, ...]:
    value: object = ast.literal_eval(written)
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return () if value is None else (str(value),)


def _is_project(project: ProjectFolder) -> bool:
    return any(name.startswith("project_") for name in project.names_in(".scaffolding", ".json"))
