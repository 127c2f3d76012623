"""A further migration of db_postgres_service: number and place in the chain, nothing in it yet."""

import re
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.generators.schema_versions import next_migration
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import Request

__all__ = ["migration_request", "migration_slug"]

_LONGEST: Final = 60
_MESSAGE: Final = re.compile(r"[A-Za-z][A-Za-z0-9 _,]*")


def migration_slug(message: str) -> str:
    """Return the message in snake_case, the name of the migration.

    Raises:
        CannotGenerate: It is no short plain sentence.
    """
    if not _MESSAGE.fullmatch(message) or len(message) > _LONGEST:
        raise CannotGenerate(
            f"{message!r} cannot name a migration: say in at most {_LONGEST} plain letters, digits"
            ' and spaces what it does, as in "add colour to wishes"'
        )
    return re.sub(r"[ _,]+", "_", message.lower()).strip("_")


def migration_request(
    project: ProjectFolder, message: str, *, upgrade: str = "", downgrade: str = ""
) -> Request:
    """Make the request for a migration.

    Args:
        project: Where it shall be.
        message: What it does.
        upgrade: Statements of a proposal, all but the first indented by four blanks; may be empty.
        downgrade: The way back, likewise.

    Raises:
        CannotGenerate: The message cannot name one, or the chain of migrations has two ends.
    """
    slug = migration_slug(message)
    number, previous = next_migration(project)
    return Request(
        kind="migration",
        name=slug,
        variables={
            "message": message[0].upper() + message[1:],
            "slug": slug,
            "migration_number": number,
            "previous_migration": previous,
            "upgrade": upgrade,
            "downgrade": downgrade,
        },
    )
