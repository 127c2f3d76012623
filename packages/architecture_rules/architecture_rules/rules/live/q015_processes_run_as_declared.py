"""Each declared process runs once, nothing else does, and they listen where they should."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import LiveRule

__all__ = ["RULE"]

RULE = LiveRule(
    RuleCard(
        id="Q015",
        name="processes_run_as_declared",
        section="Service Types and Separation",
        why=(
            "A process that was left behind takes messages with old code, a second one of the "
            "same name hides the failure of the first, and a port open to the network is an "
            "entrance nobody guards."
        ),
        mend=(
            "End what is not declared; `quintet down` and `quintet up` start the rest anew; "
            "set BIND_HOST only where a process is meant to be reached."
        ),
        bad=Example({"ps": ("1234 python -m worker_service\n5678 python -m worker_service\n")}),
        good=Example({"ps": ("1234 python -m worker_service\n")}),
    ),
)
