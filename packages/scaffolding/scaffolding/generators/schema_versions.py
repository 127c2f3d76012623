"""Which migrations a project has, as their files say."""

import re
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder

__all__ = ["VERSIONS", "next_migration"]

VERSIONS: Final = (
    "services/db_postgres_service/db_postgres_service/infrastructure/migrations/versions"
)
_REVISION: Final = re.compile(r"^revision(?:: str)? = [\"'](\w+)[\"']$", re.MULTILINE)
_DOWN: Final = re.compile(r"^down_revision(?:: [\w |]+)? = (?:[\"'](\w+)[\"']|None)$", re.MULTILINE)
_NUMBER: Final = re.compile(r"(\d{4})_")


def next_migration(project: ProjectFolder) -> tuple[str, str]:
    """Return the number of a further migration and the revision that it follows.

    Raises:
        CannotGenerate: There is none to follow, a file is not understood, or two have no follower:
            then two people have added one at the same time.
    """
    before: dict[str, str | None] = {}
    highest = 0
    for name in project.names_in(VERSIONS, ".py"):
        path = f"{VERSIONS}/{name}.py"
        text = project.read(path) or ""
        revision, down = _REVISION.search(text), _DOWN.search(text)
        if revision is None or down is None:
            raise CannotGenerate(f"{path} has no plain `revision` and `down_revision`: mend it")
        before[revision.group(1)] = down.group(1)
        number = _NUMBER.match(name)
        highest = max(highest, int(number.group(1)) if number else 0)
    heads = sorted(set(before) - set(before.values()))
    if len(heads) != 1:
        raise CannotGenerate(
            f"{len(heads)} migrations in {VERSIONS} have no follower ({', '.join(heads) or 'none'})"
            ": let `down_revision` of one name the other"
        )
    return f"{highest + 1:04}", heads[0]
