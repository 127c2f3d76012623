"""After an update there is one chain of migrations again, as alembic reads it."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from scaffolding.errors import CannotGenerate
from scaffolding.generators.schema_versions import VERSIONS, next_migration
from scaffolding.planning import Change, Outcome
from scaffolding.project_folder import ProjectFolder
from scaffolding.updating.joining_migrations import joining_migration

BEGIN = ("0001_begin", 'revision = "0001"\ndown_revision = None\n')
OURS = ("1001_wishes", 'revision = "1001"\ndown_revision = "0001"\n')
THEIRS = ("0002_stores", 'revision = "0002"\ndown_revision = "0001"\n')


def house(folder: Path, *migrations: tuple[str, str]) -> ProjectFolder:
    """A project with these migrations."""
    versions = folder / VERSIONS
    versions.mkdir(parents=True)
    for name, text in migrations:
        (versions / f"{name}.py").write_text(text, "utf-8")
    return ProjectFolder(folder)


def arriving(*migrations: tuple[str, str]) -> list[Change]:
    """They come with an update."""
    return [
        Change(f"{VERSIONS}/{name}.py", Outcome.CREATED, text.encode()) for name, text in migrations
    ]


def write(project: ProjectFolder, changes: list[Change]) -> None:
    """The update is carried out."""
    for change in changes:
        (project.root / change.path).write_bytes(change.content or b"")


def test_nothing_is_joined_when_only_one_side_went_on(tmp_path: Path) -> None:
    """The usual update."""
    project = house(tmp_path, BEGIN, OURS)
    assert joining_migration(project, []) == []
    assert joining_migration(house(tmp_path / "other", BEGIN), arriving(THEIRS)) == []


def test_both_ends_are_followed_by_one(tmp_path: Path) -> None:
    """Alembic finds one head, and every revision below it."""
    project = house(tmp_path, BEGIN, OURS)
    changes = arriving(THEIRS)
    joined = joining_migration(project, changes)
    assert [each.path for each in joined] == [f"{VERSIONS}/1002_join_the_platform.py"]
    write(project, changes + joined)
    scripts = ScriptDirectory(str(tmp_path / VERSIONS.removesuffix("/versions")))
    assert scripts.get_current_head() == "1002"
    below = {script.revision for script in scripts.walk_revisions()}
    assert below == {"0001", "0002", "1001", "1002"}
    assert next_migration(project) == ("1003", "1002")
    assert joining_migration(project, []) == []


def test_a_second_update_joins_again(tmp_path: Path) -> None:
    """The platform goes on from its own end."""
    project = house(tmp_path, BEGIN, OURS)
    changes = arriving(THEIRS)
    write(project, changes + joining_migration(project, changes))
    later = arriving(("0003_more", 'revision = "0003"\ndown_revision = "0002"\n'))
    joined = joining_migration(project, later)
    assert b'down_revision = ("0003", "1002")' in (joined[0].content or b"")


def test_a_migration_that_goes_away_is_not_followed(tmp_path: Path) -> None:
    """The newer platform no longer has it, and nobody touched it."""
    project = house(tmp_path, BEGIN, OURS, THEIRS)
    gone = [Change(f"{VERSIONS}/0002_stores.py", Outcome.REMOVED)]
    assert joining_migration(project, gone) == []


def test_the_same_revision_on_both_sides_refuses_the_update(tmp_path: Path) -> None:
    """It was made before projects counted from 1001."""
    project = house(tmp_path, BEGIN, ("0002_wishes", THEIRS[1]))
    with pytest.raises(CannotGenerate, match="are revision 0002"):
        joining_migration(project, arriving(THEIRS))
