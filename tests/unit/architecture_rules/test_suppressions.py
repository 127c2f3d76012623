"""Suppressions count with a reason, until a day, and where they stand."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.architecture_rules.small_project import TODAY, USERS, check, found, write

_ALLOWED = "quintet: allow Q101 until 2027-03-31: the importer goes with release 4"


@pytest.mark.parametrize(
    "text",
    [
        f"import asyncpg  # {_ALLOWED}\n",
        f"# {_ALLOWED}\nimport asyncpg\n",
        f"import asyncpg  # noqa: F401  used by name  # {_ALLOWED}\n",
        f"x = 1\n\nimport asyncpg\n# {_ALLOWED.replace('Q101', 'Q101 in this file')}\n",
        "import asyncpg  # quintet: allow Q101, Q102 until 2027-03-31: both go\n",
    ],
    ids=["same line", "next line", "behind another", "whole file", "several rules"],
)
def test_a_suppression_allows_a_finding(tmp_path: Path, text: str) -> None:
    """Where it stands, and it is listed with its reason."""
    write(tmp_path, text)
    report = check(tmp_path)
    assert [each for each in found(report) if each[0] == "Q101"] == []
    assert [each.path for each in report.suppressions] == [USERS]
    assert report.suppressions[0].until == date(2027, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        f"# {_ALLOWED}\n\nimport asyncpg\n",
        f"import asyncpg\n# {_ALLOWED}\n",
        f'TEXT = "# {_ALLOWED}"; import asyncpg\n',
        f'"""\n# {_ALLOWED}\n"""; import asyncpg\n',
    ],
    ids=["two lines above", "line below", "in a string", "in a docstring"],
)
def test_a_suppression_elsewhere_allows_nothing(tmp_path: Path, text: str) -> None:
    """Control: neither a far line nor a string is one."""
    write(tmp_path, text)
    assert "Q101" in {rule for rule, _ in found(check(tmp_path))}


@pytest.mark.parametrize(
    "words",
    [
        "allow Q101",
        "allow Q101 until 2027-03-31",
        "allow Q101 until 2027-03-31:",
        "allow Q101: no day",
        "allow Q101 until 2027-02-30: no such day",
        "allow Q101 until 2028-03-31: too far away",
        "allow Q000 until 2027-03-31: no such rule",
        "disable everything",
    ],
)
def test_what_cannot_be_read_allows_nothing_and_is_said(tmp_path: Path, words: str) -> None:
    """No reason, no day, no rule: no suppression."""
    write(tmp_path, f"import asyncpg  # quintet: {words}\n")
    assert sorted(found(check(tmp_path))) == [("Q002", 1), ("Q101", 1)]


def test_a_suppression_ends_with_its_day(tmp_path: Path) -> None:
    """It counts on its last day, and on the next one it is said that it is over."""
    write(tmp_path, f"import asyncpg  # {_ALLOWED}\n")
    assert found(check(tmp_path, today=date(2027, 3, 31))) == []
    assert sorted(found(check(tmp_path, today=date(2027, 4, 1)))) == [("Q003", 1), ("Q101", 1)]


def test_a_suppression_may_last_a_year(tmp_path: Path) -> None:
    """To the day; one day more is a decision."""
    until = date(TODAY.year + 1, TODAY.month, TODAY.day + 1)
    write(tmp_path, f"import asyncpg  # quintet: allow Q101 until {until}: for a year\n")
    assert found(check(tmp_path)) == []
    assert ("Q002", 1) in found(check(tmp_path, today=date(2026, 11, 22)))


def test_a_suppression_that_allows_nothing_is_said(tmp_path: Path) -> None:
    """What is left behind would hide the next violation."""
    write(tmp_path, f"import httpx  # {_ALLOWED}\n")
    assert found(check(tmp_path)) == [("Q004", 1)]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Write `# quintet: allow Q101`.", []),
        ("Or `<!-- quintet: … -->`.", []),
        ("Like `this`. <!-- quintet: allow Q101 -->", [("Q002", 1)]),
    ],
)
def test_in_prose_only_a_comment_counts(
    tmp_path: Path, prose: str, expected: list[tuple[str, int]]
) -> None:
    """A page that explains suppressions is none."""
    write(tmp_path, "x = 1\n")
    (tmp_path / "README.md").write_text(f"{prose}\n")
    assert found(check(tmp_path)) == expected
