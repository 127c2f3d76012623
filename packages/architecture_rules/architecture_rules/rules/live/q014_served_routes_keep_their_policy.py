"""What a route declares and what it answers to a stranger are two things; this one asks."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import LiveRule

__all__ = ["RULE"]

RULE = LiveRule(
    RuleCard(
        id="Q014",
        name="served_routes_keep_their_policy",
        section="Security Requirements",
        why=(
            "A middleware in the wrong order or a route of a library opens what the code "
            "declares closed. Only an answer shows it."
        ),
        mend=(
            "Declare who may use the route (`serves`, `callers`), and look at the order of "
            "middlewares."
        ),
        bad=Example({"GET /api/v1/users, without a token": ("200 OK\n")}),
        good=Example({"GET /api/v1/users, without a token": ("401 Unauthorized\n")}),
    ),
)
