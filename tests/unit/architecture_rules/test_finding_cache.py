"""What is remembered is what would be found again; a broken memory only costs time."""

from pathlib import Path

import orjson
import pytest
from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Edit, Place
from architecture_rules.project.project import open_project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.rule import FileRule
from architecture_rules.running.baseline import Baseline
from architecture_rules.running.engine import check as check_project
from architecture_rules.running.finding_cache import FindingCache
from architecture_rules.running.whole_check import CACHE_FILE, check_folder

from tests.unit.architecture_rules.small_project import TODAY, USERS, write


class _CountingRule:
    """Objects to each file, and counts how often it looked."""

    def __init__(self, rule_id: str) -> None:
        self.looked: list[str] = []
        card = RuleCard(
            id=rule_id, name=rule_id, section="", why="", mend="", bad=Example({}), good=Example({})
        )
        self.rule = FileRule(card, lambda file: file.in_package, self._look)

    def _look(self, file: SourceFile) -> list[Place]:
        self.looked.append(file.name)
        return [Place(file.path, 1, "no", 2, Edit(1, 0, 1, 1, "y"))]


def _check(folder: Path, rules: list[FileRule], fingerprint: str = "same") -> int:
    cache = FindingCache(folder / CACHE_FILE, fingerprint)
    report = check_project(open_project(folder), rules, cache, Baseline.none(), TODAY)
    assert all(each.edit == Edit(1, 0, 1, 1, "y") for each in report.findings)
    return len(report.findings)


def test_only_changed_files_are_looked_at_again(tmp_path: Path) -> None:
    """What others said is remembered with its edits."""
    counting = _CountingRule("Q101")
    write(tmp_path, "x = 1\n", orders="y = 1\n")
    assert _check(tmp_path, [counting.rule]) == 2
    assert _check(tmp_path, [counting.rule]) == 2
    assert sorted(counting.looked) == ["orders.py", "users.py"]
    (tmp_path / USERS).write_text("x = 2\n")
    assert _check(tmp_path, [counting.rule]) == 2
    assert counting.looked[2:] == ["users.py"]


def test_other_rules_look_again(tmp_path: Path) -> None:
    """Neither a new rule nor a changed one lives on what was said before it."""
    first, second = _CountingRule("Q101"), _CountingRule("Q102")
    write(tmp_path, "x = 1\n")
    _check(tmp_path, [first.rule])
    assert _check(tmp_path, [first.rule, second.rule]) == 2
    _check(tmp_path, [first.rule, second.rule], fingerprint="other")
    assert (len(first.looked), len(second.looked)) == (3, 2)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"for": "same"}', b'{"for": "same", "found": 1}', b"\xff"]
)
def test_a_broken_cache_only_costs_time(tmp_path: Path, content: bytes) -> None:
    """It is written again."""
    counting = _CountingRule("Q101")
    write(tmp_path, "x = 1\n")
    (tmp_path / CACHE_FILE).parent.mkdir()
    (tmp_path / CACHE_FILE).write_bytes(content)
    assert _check(tmp_path, [counting.rule]) == 1
    assert orjson.loads((tmp_path / CACHE_FILE).read_bytes())["for"] == "same"


@pytest.mark.parametrize("rows", [1, [1], [[]], [["Q101", "x.py", "one", 1, "no", None]]])
def test_a_broken_row_only_costs_time(tmp_path: Path, rows: list[object]) -> None:
    """What cannot be understood is looked for again."""
    counting = _CountingRule("Q101")
    write(tmp_path, "x = 1\n")
    _check(tmp_path, [counting.rule])
    document = orjson.loads((tmp_path / CACHE_FILE).read_bytes())
    document["found"] = dict.fromkeys(document["found"], rows)
    (tmp_path / CACHE_FILE).write_bytes(orjson.dumps(document))
    assert _check(tmp_path, [counting.rule]) == 1


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    """The cache does not grow."""
    counting = _CountingRule("Q101")
    write(tmp_path, "x = 1\n", orders="y = 1\n")
    _check(tmp_path, [counting.rule])
    (tmp_path / USERS).unlink()
    assert _check(tmp_path, [counting.rule]) == 1
    assert len(orjson.loads((tmp_path / CACHE_FILE).read_bytes())["found"]) == 1


def test_what_some_rules_said_does_not_replace_what_all_said(tmp_path: Path) -> None:
    """`--rule Q101` leaves the memory of the whole check alone, which ignores itself in git."""
    write(tmp_path, "x = 1\n")
    check_folder(tmp_path, TODAY, rule_ids=frozenset({"Q101"}))
    assert not (tmp_path / CACHE_FILE).exists()
    check_folder(tmp_path, TODAY)
    assert (tmp_path / CACHE_FILE).is_file()
    assert (tmp_path / CACHE_FILE).with_name(".gitignore").read_text() == "*\n"
