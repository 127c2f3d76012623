"""What migrations made and what the code declares may drift apart, by hand or by half."""

from architecture_rules.card import Example, RuleCard
from architecture_rules.rule import LiveRule

__all__ = ["RULE"]

RULE = LiveRule(
    RuleCard(
        id="Q013",
        name="databases_hold_what_is_declared",
        section="Data Access Architecture",
        why=(
            "A table made by hand is in no backup plan and no migration, a missing index is "
            "found when the table is large, and a deletion locks every row that refers by a "
            "column without one."
        ),
        mend=(
            "Migrate: `python -m db_postgres_service migrate`; write a migration for what was "
            "made by hand, or drop it."
        ),
        bad=Example({"tables": ("orders\norders_backup\n")}),
        good=Example({"tables": ("orders\n")}),
    ),
)
