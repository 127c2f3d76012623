"""What a project declares is understood, or said to be wrong in a sentence."""

from pathlib import Path

import pytest
from architecture_rules.project.configuration import ConfigurationError, read_configuration
from architecture_rules.project.member import Kind
from architecture_rules.project.project import open_project
from architecture_rules.project.project_root import find_root

from tests.unit.architecture_rules.small_project import check, found, write


def _write(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.quintet\n", "is no TOML"),
        ("[tool.quintet]\nservice = 1\n", "does not know service"),
        ('[tool.quintet.services]\napi_service = "web"\n', "kinds are api, bot"),
        ('[[tool.quintet.foreign_names]]\npattern = "x-*"\n', "reason is missing"),
        ('[tool.quintet]\nservices = "api"\n', "services"),
        ('[tool.quintet]\nexclude = "docs"\n', "exclude"),
        ('[tool.quintet]\ndisable = "Q101"\n', "disable"),
        ("tool = 1\n", "tool"),
    ],
)
def test_what_cannot_be_understood_is_said(tmp_path: Path, text: str, said: str) -> None:
    """With what is allowed."""
    _write(tmp_path, text)
    with pytest.raises(ConfigurationError, match=said):
        read_configuration(tmp_path)


def test_a_folder_without_a_project_is_said(tmp_path: Path) -> None:
    """Not taken for a clean one."""
    with pytest.raises(ConfigurationError, match="has no pyproject"):
        read_configuration(tmp_path)
    with pytest.raises(ConfigurationError, match="--root"):
        find_root(tmp_path)


def test_the_project_is_found_from_within_a_member(tmp_path: Path) -> None:
    """A member's own pyproject is not that of the project."""
    write(tmp_path, "x = 1\n")
    assert find_root(tmp_path / "services/api_service/api_service") == tmp_path


def test_members_have_kinds(tmp_path: Path) -> None:
    """Declared ones, else those of their folder."""
    _write(
        tmp_path,
        '[tool.uv.workspace]\nmembers = ["packages/*", "services/*", "command_line"]\n'
        '[tool.quintet.services]\nshop = "api"\n[tool.quintet.kinds]\ncore = "hexagon"\n',
    )
    for member in ("services/shop", "packages/core", "packages/mail", "command_line"):
        (tmp_path / member).mkdir(parents=True)
        (tmp_path / member / "pyproject.toml").write_text('[project]\nname = "x"\n')
    kinds = {each.name: each.kind for each in open_project(tmp_path).members.values()}
    assert kinds == {
        "shop": Kind.API,
        "core": Kind.HEXAGON,
        "mail": Kind.PACKAGE,
        "command_line": Kind.TOOL,
    }


def test_a_disabled_rule_does_not_look(tmp_path: Path) -> None:
    """Nor are suppressions of it called needless."""
    write(tmp_path, "import asyncpg\nx = 1  # quintet: allow Q101 until 2027-03-31: it goes\n")
    assert found(check(tmp_path)) == [("Q101", 1), ("Q004", 2)]
    text = (tmp_path / "pyproject.toml").read_text()
    _write(tmp_path, f'{text}\n[tool.quintet]\ndisable = ["Q101"]\n')
    assert found(check(tmp_path)) == []


def test_a_disabled_rule_must_exist(tmp_path: Path) -> None:
    """A misspelt id would leave the rule on without a word."""
    write(tmp_path, "x = 1\n")
    text = (tmp_path / "pyproject.toml").read_text()
    _write(tmp_path, f'{text}\n[tool.quintet]\ndisable = ["Q999"]\n')
    with pytest.raises(ConfigurationError, match="Q999: no such rule"):
        check(tmp_path)
