"""Every rule sees its violation in this repository, and none sees one where there is none."""

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from architecture_rules.registry import all_rules
from architecture_rules.rule import LiveRule

from tests.architecture.mutated_copy import MutatedCopy, expected_place
from tests.architecture.mutations.mutation import Mutation


def _mutations() -> list[Mutation]:
    modules = sorted((Path(__file__).parent / "mutations").glob("*.py"))
    found: list[Mutation] = []
    for path in modules:
        if path.stem != "mutation":
            found += import_module(f"tests.architecture.mutations.{path.stem}").MUTATIONS
    return sorted(found, key=lambda each: each.rule_id)


_MUTATIONS = _mutations()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> MutatedCopy:
    """One copy for each process that runs tests."""
    return MutatedCopy(tmp_path_factory.mktemp("mutated"))


@pytest.mark.parametrize("mutation", _MUTATIONS, ids=lambda each: each.rule_id)
def test_a_seeded_violation_is_named_at_its_line(mutation: Mutation, copy: MutatedCopy) -> None:
    """File and line, by the rule that it breaks."""
    found = copy.findings(mutation)
    path, line = expected_place(mutation)
    places = {(each.path, each.line) for each in found}
    if mutation.other_path:
        assert path in {each for each, _ in places}
    else:
        assert (path, line) in places


def test_every_rule_has_a_violation_to_find() -> None:
    """A rule that was never seen to find anything here may be blind here."""
    mutated = Counter(each.rule_id for each in _MUTATIONS)
    of_files = [each.card.id for each in all_rules() if not isinstance(each, LiveRule)]
    assert [each for each in of_files if not mutated[each]] == []


def test_the_repository_itself_is_clean(copy: MutatedCopy) -> None:
    """Control: what is found after a mutation was not there before."""
    assert copy.clean_findings() == []


def test_an_edit_that_breaks_nothing_is_not_named(copy: MutatedCopy) -> None:
    """Control: it is the violation that is found, not the edit."""
    path = "packages/business_hexagon/business_hexagon/domain/values/money.py"
    old = "from collections.abc import Iterable\n"
    harmless = Mutation("Q001", path, old, f"{old}\n")
    rules = [each for each in all_rules() if each.card.id != "Q004"]
    assert [each for each in copy.findings_of(rules, harmless) if each.path == path] == []


def test_a_mutation_leaves_nothing_behind(copy: MutatedCopy) -> None:
    """Control: the next one starts from the same copy, whether a file was edited or added."""
    path = "packages/business_hexagon/business_hexagon/domain/values/new_value.py"
    added = Mutation("Q001", path, "", "def (:  # <- here\n")
    assert [each.path for each in copy.findings(added)] == [path]
    edited = next(each for each in _MUTATIONS if each.old)
    assert copy.findings(edited) == copy.findings(edited) != []
    untouched = Mutation("Q001", "README.md", "# Quintet", "# Quintet")
    rules = [each for each in all_rules() if each.card.id in {"Q001", edited.rule_id}]
    assert copy.findings_of(rules, untouched) == []
