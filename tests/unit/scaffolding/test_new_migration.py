"""The next migration of the relational schema."""

from pathlib import Path

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.generators.migration import migration_request
from scaffolding.generators.schema_versions import VERSIONS, next_migration
from scaffolding.project_folder import ProjectFolder

from tests.unit.scaffolding.dry_runs import PLATFORM, ending, generated


def project(folder: Path, **revisions: str | None) -> ProjectFolder:
    """A project with migrations `_0001=None, _0002="0001"`."""
    (folder / VERSIONS).mkdir(parents=True)
    for name, down in revisions.items():
        text = f"revision = {name[1:]!r}\ndown_revision = {down!r}\n"
        (folder / VERSIONS / f"{name[1:]}_step.py").write_text(text, "utf-8")
    return ProjectFolder(folder)


def test_it_follows_the_last_one() -> None:
    """With the next number, and a way back."""
    number, previous = next_migration(PLATFORM)

    files = generated(migration_request(PLATFORM, "add shade to products"))

    text = ending(files, f"versions/{number}_add_shade_to_products.py")
    assert f'revision = "{number}"\ndown_revision = "{previous}"\n' in text
    assert text.startswith('"""Add shade to products.\n')
    assert int(number) > int(previous)


def test_the_chain_is_read_from_the_files(tmp_path: Path) -> None:
    """Not from their names."""
    found = next_migration(project(tmp_path, _0001=None, _0003="0002", _0002="0001"))
    assert found == ("0004", "0003")


def test_two_ends_are_a_persons_to_join(tmp_path: Path) -> None:
    """Two people have added one at the same time."""
    with pytest.raises(CannotGenerate, match=r"0002, 0003"):
        next_migration(project(tmp_path, _0001=None, _0002="0001", _0003="0001"))


def test_what_is_no_migration_is_named(tmp_path: Path) -> None:
    """It would be left out of the chain."""
    folder = project(tmp_path, _0001=None)
    (tmp_path / VERSIONS / "0002_odd.py").write_text("revision = compute()\n", "utf-8")
    with pytest.raises(CannotGenerate, match="0002_odd"):
        next_migration(folder)


@pytest.mark.parametrize("message", ["", "drop-it", "x" * 61, "0 begins"])
def test_a_message_that_cannot_name_it_is_refused(message: str) -> None:
    """The file is called by it."""
    with pytest.raises(CannotGenerate, match="cannot name a migration"):
        migration_request(PLATFORM, message)


def test_a_project_counts_from_1001(tmp_path: Path) -> None:
    """The platform's next numbers stay free for the platform."""
    folder = project(tmp_path, _0001=None, _0002="0001")
    (tmp_path / ".scaffolding").mkdir()
    (tmp_path / ".scaffolding/project_bookshop.json").write_text("{}", "utf-8")
    assert next_migration(folder) == ("1001", "0002")
    (tmp_path / VERSIONS / "1001_mine.py").write_text(
        'revision = "1001"\ndown_revision = "0002"\n', "utf-8"
    )
    assert next_migration(folder) == ("1002", "1001")


def test_two_of_the_same_revision_are_a_persons_to_tell_apart(tmp_path: Path) -> None:
    """Two people have added one with the same number at the same time."""
    folder = project(tmp_path, _0001=None, _0002="0001")
    (tmp_path / VERSIONS / "0002_too.py").write_text(
        'revision = "0002"\ndown_revision = "0001"\n', "utf-8"
    )
    with pytest.raises(CannotGenerate, match=r"two migrations in .* are revision 0002"):
        next_migration(folder)


def test_a_proposal_stands_in_both_ways() -> None:
    """As Alembic writes it, in the house's form."""
    request = migration_request(
        PLATFORM,
        "add shade to products",
        upgrade="# a comment\n    op.add_column('products', sa.Column('shade', sa.Text()))",
        downgrade="op.drop_column('products', 'shade')",
    )

    (text,) = generated(request).values()

    assert 'op.add_column("products", sa.Column("shade", sa.Text()))\n' in text
    assert text.endswith('    op.drop_column("products", "shade")\n')
    assert "import sqlalchemy as sa\n" in text
    assert "postgresql\n" not in text
