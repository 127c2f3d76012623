"""PostgreSQL makes no index for a foreign key: each delete and each join reads the whole table."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.table_columns import unindexed_foreign_keys
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for name, column in unindexed_foreign_keys(file):
        message = f"no index begins with the foreign key {name}"
        yield Place(file.path, column.lineno, message, column.col_offset + 1)


_TABLE = "services/db_postgres_service/db_postgres_service/infrastructure/schema/refunds.py"
_REFUNDS = (
    "refunds = Table(\n    'refunds',\n    metadata,\n"
    "    Column('id', Uuid, primary_key=True),\n"
    "    Column('order_id', Uuid, ForeignKey('orders.id'), nullable=False),"
)

RULE = FileRule(
    RuleCard(
        id="Q943",
        name="foreign_key_has_an_index",
        section="For Data Services",
        why=(
            "The other side of a reference is looked up by it: with every join, and whenever a row"
            " that is referred to is deleted. Without an index each of them reads the whole table."
        ),
        mend="Declare an index that begins with the column, and create it in a migration.",
        bad=Example({_TABLE: f"{_REFUNDS}  # <- here\n)\n"}),
        good=Example(
            {
                _TABLE: (
                    f"{_REFUNDS}\n)\n"
                    "Index('refunds_order_id_id_idx', refunds.c.order_id, refunds.c.id)\n"
                )
            }
        ),
    ),
    python_of(Kind.DATA),
    _look,
)
