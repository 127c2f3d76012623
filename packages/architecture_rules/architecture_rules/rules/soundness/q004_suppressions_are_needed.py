"""What is allowed but does not happen any more hides what happens there next."""

from architecture_rules.card import Example, RuleCard, Severity
from architecture_rules.rule import FileRule
from architecture_rules.running.suppressions import UNUSED_RULE

__all__ = ["RULE"]

_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id=UNUSED_RULE,
        name="suppressions_are_needed",
        severity=Severity.WARNING,
        section="Core Principles and Constraints",
        why="A suppression that is left behind allows the next violation in its place unseen.",
        mend="Remove the comment.",
        bad=Example(
            {_MODULE: "x = 1  # quintet: allow Q101 until {soon}: gone since  # <- here\n"}
        ),
        good=Example(
            {_MODULE: "import asyncpg  # quintet: allow Q101 until {soon}: it moves in release 4\n"}
        ),
    ),
    lambda _: False,  # the engine itself says it
    lambda _: (),
)
