"""The platform and a project both go on with their migrations: the chain becomes one again."""

from collections.abc import Sequence
from typing import Final

from scaffolding.generators.schema_versions import PROJECTS_FIRST, VERSIONS, SchemaVersions
from scaffolding.planning import Change, Outcome
from scaffolding.project_folder import ProjectFolder

__all__ = ["joining_migration"]

_TEXT: Final = '''"""Join the platform's migrations and the project's.

Written by `quintet update`: both have gone on since they parted, in tables of their own.
"""

revision = "{number}"
down_revision = ({heads})
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is left to do: both ways have been gone."""


def downgrade() -> None:
    """Nothing to take back: the ways part again."""
'''


def joining_migration(project: ProjectFolder, changes: Sequence[Change]) -> list[Change]:
    """Return the migration that follows all that would have no follower; none when one has none.

    Args:
        project: What is updated.
        changes: All of what the update is going to do.

    Raises:
        CannotGenerate: Migrations are not understood, or two have the same revision.
    """
    texts = {
        name: project.read(f"{VERSIONS}/{name}.py") or ""
        for name in project.names_in(VERSIONS, ".py")
    }
    for change in changes:
        folder, _, file = change.path.rpartition("/")
        name = file.removesuffix(".py")
        if folder != VERSIONS or name == file or name.startswith("_"):
            continue
        if change.outcome is Outcome.REMOVED:
            texts.pop(name)
        elif change.content is not None:
            texts[name] = change.content.decode()
    versions = SchemaVersions.of(sorted(texts.items()))
    if len(versions.heads) < 2:  # noqa: PLR2004  one end is a chain
        return []
    number = f"{max(versions.highest + 1, PROJECTS_FIRST):04}"
    heads = ", ".join(f'"{head}"' for head in versions.heads)
    text = _TEXT.format(number=number, heads=heads)
    path = f"{VERSIONS}/{number}_join_the_platform.py"
    return [Change(path, Outcome.CREATED, text.encode())]
