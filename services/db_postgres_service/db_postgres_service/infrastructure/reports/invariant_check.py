"""One check of one invariant."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InvariantCheck:
    """A query that finds the rows which break a rule.

    Attributes:
        letter: The invariant it belongs to, L C S P E A D.
        name: What is wrong with a row that it finds.
        sql: Returns `row` (which one) and `detail` (how); `$1` bounds the number of rows.
        by_subscription: Takes consumers as `$2` and their event types as `$3`, two arrays.
    """

    letter: str
    name: str
    sql: str
    by_subscription: bool = False
