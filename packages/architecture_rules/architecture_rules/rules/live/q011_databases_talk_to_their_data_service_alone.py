"""Code may promise what a process does not keep: the open connections are what counts."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import LiveRule

__all__ = ["RULE"]

RULE = LiveRule(
    RuleCard(
        id="Q011",
        name="databases_talk_to_their_data_service_alone",
        section="Core Principles and Constraints",
        why=(
            "A dependency, a debugger or a hand may open the connection that no import shows. "
            "Whoever goes around the data service goes around its constraints, its outbox and "
            "its table of callers."
        ),
        mend=(
            "End the process that holds the connection, and let it ask the data service instead."
        ),
        bad=Example({"connections": ("worker_service (1234) -> postgres (5432)\n")}),
        good=Example({"connections": ("db_postgres_service (1235) -> postgres (5432)\n")}),
    ),
)
