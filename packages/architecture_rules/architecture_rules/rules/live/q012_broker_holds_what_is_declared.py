"""A queue that nobody declares fills up; one that is missing loses what is published."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import LiveRule

__all__ = ["RULE"]

RULE = LiveRule(
    RuleCard(
        id="Q012",
        name="broker_holds_what_is_declared",
        section="Inter-Service Communication",
        why=(
            "Messages to a missing queue are lost, those in a forgotten one are read by "
            "nobody, and other arguments change what happens to a failed message. The code "
            "that declares them does not mend what is already there."
        ),
        mend=(
            "Start the worker, which declares what is missing; delete what is undeclared once "
            "it is empty; delete and declare again what has other arguments."
        ),
        bad=Example(
            {
                "rabbitmqctl list_queues": (
                    "worker_order_saga  quorum\norders_of_last_year  classic\n"
                )
            }
        ),
        good=Example({"rabbitmqctl list_queues": ("worker_order_saga  quorum\n")}),
    ),
)
