"""For every rule a minimal project that breaks it, named at its lines, and one that keeps it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from architecture_rules.card import Example
from architecture_rules.example_project import expected_lines, write_example
from architecture_rules.registry import all_rules
from architecture_rules.rule import LiveRule, Rule
from architecture_rules.running.whole_check import check_folder

_RULES = pytest.mark.parametrize(
    "rule",
    # What a running platform breaks, tests/e2e/test_live_check.py breaks there.
    [each for each in all_rules() if not isinstance(each, LiveRule)],
    ids=lambda rule: rule.card.id,
)


def _found(rule: Rule, example: Example, folder: Path) -> set[tuple[str, int]]:
    write_example(example, folder)
    today = datetime.now(UTC).date()
    report = check_folder(folder, today, rule_ids=None, remember=False)
    return {(each.path, each.line) for each in report.findings if each.rule_id == rule.card.id}


@_RULES
def test_the_bad_example_is_named_at_its_lines(rule: Rule, tmp_path: Path) -> None:
    """Each marked line, and no other."""
    expected = expected_lines(rule.card.bad)
    found = _found(rule, rule.card.bad, tmp_path)
    assert found
    assert found == expected or (not expected and {line for _, line in found} == {1})


@_RULES
def test_the_good_example_is_not_objected_to(rule: Rule, tmp_path: Path) -> None:
    """Control of the control: the rule does not say it of everything."""
    assert expected_lines(rule.card.good) == set()
    assert _found(rule, rule.card.good, tmp_path) == set()
