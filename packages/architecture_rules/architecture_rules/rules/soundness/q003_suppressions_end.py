"""The day that was promised has come."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import FileRule
from architecture_rules.running.suppressions import EXPIRED_RULE

__all__ = ["RULE"]

_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id=EXPIRED_RULE,
        name="suppressions_end",
        section="Core Principles and Constraints",
        why="A suppression buys time; when the time is over, the finding counts again.",
        mend="Mend the finding, or promise another day with a reason that is true today.",
        bad=Example(
            {_MODULE: "x = 1  # quintet: allow Q101 until 2020-01-31: soon gone  # <- here\n"}
        ),
        good=Example(
            {_MODULE: "import asyncpg  # quintet: allow Q101 until {soon}: it moves in release 4\n"}
        ),
    ),
    lambda _: False,  # the engine itself says it
    lambda _: (),
)
