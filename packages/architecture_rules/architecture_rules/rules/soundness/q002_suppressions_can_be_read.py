"""A suppression is a promise to somebody; one without reason or end is none."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import FileRule
from architecture_rules.running.suppressions import MALFORMED_RULE

__all__ = ["RULE"]

_MODULE = "services/api_service/api_service/users.py"

RULE = FileRule(
    RuleCard(
        id=MALFORMED_RULE,
        name="suppressions_can_be_read",
        section="Core Principles and Constraints",
        why="What nobody explains and nothing ends stays for ever, and the next one points at it.",
        mend="Write `# quintet: allow Q101 until YYYY-MM-DD: reason`, at most a year ahead.",
        bad=Example({_MODULE: "import asyncio  # quintet: allow Q101  # <- here\n"}),
        good=Example(
            {_MODULE: "import asyncpg  # quintet: allow Q101 until {soon}: it moves in release 4\n"}
        ),
    ),
    lambda _: False,  # the engine itself says it
    lambda _: (),
)
