"""The whole way: several processes, progress, errors of rules, a part of a project."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from architecture_rules.finding import Place
from architecture_rules.project.project import Project, open_project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.registry import rule_by_id
from architecture_rules.rule import FileRule, ProjectRule, Rule
from architecture_rules.running.baseline import Baseline
from architecture_rules.running.engine import check as check_project
from architecture_rules.running.finding_cache import FindingCache
from architecture_rules.running.narrowing import OutsideError, paths_from_root, within
from architecture_rules.running.whole_check import check_folder

from tests.unit.architecture_rules.small_project import TODAY, USERS, check, write


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    """When there are many files; and they tell how far they are."""
    write(tmp_path, "x = 1\n", **{f"user_{n}": f"import asyncpg\nx = {n}\n" for n in range(220)})
    only = frozenset({"Q101"})
    one = check_folder(tmp_path, TODAY, rule_ids=only)
    told: list[str] = []
    several = check_folder(tmp_path, TODAY, rule_ids=only, workers=2, tell=told.append)
    assert len(one.findings) == 220
    assert several.findings == one.findings
    assert told[-1] == "221 of 221 files"


def _rule_that_fails(rule: FileRule | ProjectRule) -> Rule:
    def fail(*_: Project | SourceFile | Sequence[SourceFile]) -> list[Place]:
        raise LookupError

    if isinstance(rule, FileRule):
        return replace(rule, look=fail)
    return replace(rule, look=fail)


@pytest.mark.parametrize(("rule_id", "said"), [("Q101", USERS), ("Q102", "the whole project")])
def test_a_rule_that_fails_is_named(tmp_path: Path, rule_id: str, said: str) -> None:
    """With the file that it looked at, so that it can be mended."""
    write(tmp_path, "x = 1\n")
    rule = rule_by_id(rule_id)
    assert isinstance(rule, FileRule | ProjectRule)
    cache = FindingCache(None, "")
    with pytest.raises(LookupError) as error:
        check_project(
            open_project(tmp_path), [_rule_that_fails(rule)], cache, Baseline.none(), TODAY
        )
    assert error.value.__notes__ == [f"{rule_id} looked at {said}"]


def test_a_report_is_narrowed_to_files_and_folders(tmp_path: Path) -> None:
    """Whole names only; nothing named is everything."""
    write(tmp_path, "import asyncpg\n", users_too="import asyncpg\n")
    report = check(tmp_path)
    assert len(within(report, []).findings) == len(within(report, ["."]).findings) == 2
    assert [each.path for each in within(report, [USERS]).findings] == [USERS]
    assert len(within(report, ["services/api_service"]).findings) == 2
    assert within(report, ["services/api"]).findings == []


def test_paths_are_those_of_the_project(tmp_path: Path) -> None:
    """From wherever a person stands."""
    write(tmp_path, "x = 1\n")
    folder = tmp_path / "services/api_service"
    assert paths_from_root([Path("api_service/users.py")], tmp_path, folder) == [USERS]
    assert paths_from_root([tmp_path], tmp_path, folder) == ["."]
    with pytest.raises(OutsideError, match="there is no nothing"):
        paths_from_root([Path("nothing")], tmp_path, folder)
    with pytest.raises(OutsideError, match="is not in"):
        paths_from_root([Path("/tmp")], tmp_path, folder)  # noqa: S108  not written to
