"""Who may ask whom is declared by the addresses that a process is given."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import LiveRule

__all__ = ["RULE"]

RULE = LiveRule(
    RuleCard(
        id="Q016",
        name="processes_talk_along_the_declared_graph",
        section="Core Principles and Constraints",
        why=(
            "Business services meet by events, not by calls, and data services call nobody. An"
            " edge that nobody declared is a dependency that no diagram, no start order and no"
            " plan for an outage knows of; a library may open it without an import that shows it."
        ),
        mend=(
            "Let the process ask a data service or publish an event; or, when the edge is meant,"
            " grant the process the variable with that address in the catalogue of processes."
        ),
        bad=Example({"connections": "db_postgres_service (1235) -> api_service (8000)\n"}),
        good=Example({"connections": "api_service (1234) -> db_postgres_service (8001)\n"}),
    ),
)
