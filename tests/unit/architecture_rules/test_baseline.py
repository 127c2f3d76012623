"""A baseline forgives what was there, as often as it was there, wherever it moves."""

from pathlib import Path

import pytest
from architecture_rules.running.baseline import Baseline, BaselineError

from tests.unit.architecture_rules.small_project import check, found, write

_NAME = "quintet_baseline.json"


def _forgive(folder: Path) -> None:
    Baseline.write(folder / _NAME, check(folder).findings)


def test_what_was_there_is_forgiven_when_lines_move(tmp_path: Path) -> None:
    """An edit above it makes no new finding."""
    write(tmp_path, "import asyncpg\n")
    _forgive(tmp_path)
    write(tmp_path, "import httpx\n\n\nimport asyncpg\n")
    report = check(tmp_path)
    assert found(report) == []
    assert [each.line for each in report.forgiven] == [4]


def test_times_are_counted(tmp_path: Path) -> None:
    """A second one of the same kind is new, and so is one of another kind."""
    write(tmp_path, "import asyncpg\n")
    _forgive(tmp_path)
    write(tmp_path, "import asyncpg\nimport asyncpg.pool\nimport psycopg\n")
    assert found(check(tmp_path)) == [("Q101", 2), ("Q101", 3)]


def test_another_file_is_not_forgiven(tmp_path: Path) -> None:
    """Control: the path counts."""
    write(tmp_path, "import asyncpg\n")
    _forgive(tmp_path)
    write(tmp_path, "import asyncpg\n", orders="import asyncpg\n")
    assert [each.path.rpartition("/")[2] for each in check(tmp_path).findings] == ["orders.py"]


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[{"rule": "Q101"}]', '{"a": 1}'])
def test_what_is_no_baseline_is_said(tmp_path: Path, text: str) -> None:
    """A broken one must not forgive by accident, nor forgive nothing without a word."""
    write(tmp_path, "import asyncpg\n")
    (tmp_path / _NAME).write_text(text)
    with pytest.raises(BaselineError, match="write it again"):
        check(tmp_path)
