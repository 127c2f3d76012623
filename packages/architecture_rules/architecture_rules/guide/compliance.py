"""The guide's last sentence, which is about all others."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_MUTATIONS: Final = "tests/architecture/test_mutations.py"
_COVERAGE: Final = "tests/architecture/test_guide_coverage.py"

SENTENCES: Final = (
    GuideSentence(
        text=(
            "> **⚠️ COMPLIANCE REQUIRED**: All implementations must comply with this architecture"
            " guide. Violations will result in system instability and maintainability issues. When"
            " in doubt, refer to the implementation rules in [Main Project Guide]"
            "(../LINKS_REFERENCE.md#core-documentation)."
        ),
        rules=("Q001", "Q002", "Q003", "Q004"),
        tests=(
            f"{_MUTATIONS}::test_a_seeded_violation_is_named_at_its_line",
            f"{_MUTATIONS}::test_every_rule_has_a_violation_to_find",
            f"{_MUTATIONS}::test_the_repository_itself_is_clean",
            f"{_COVERAGE}::test_every_line_that_asks_for_something_has_one_answer",
        ),
        note=(
            "`quintet check` is all rules together; what no machine can see is said at each"
            " sentence."
        ),
    ),
)
