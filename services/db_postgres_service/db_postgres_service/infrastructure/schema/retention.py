"""For how long the rows of each table are kept: a table that does not say so fails a test."""

from dataclasses import dataclass
from typing import Final

RETENTION: Final = "retention"
"""Where a table's `info` tells it."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long rows stay; `docs/guides/retention.md` says the same of every table.

    Attributes:
        until: When a row leaves.
        why: What would be lost before, or why it may leave.
    """

    until: str
    why: str


def kept(why: str) -> dict[str, Retention]:
    """Return the `info` of a table whose rows stay for good."""
    return {RETENTION: Retention("for good", why)}


def removed(until: str, why: str) -> dict[str, Retention]:
    """Return the `info` of a table whose rows leave; `infrastructure/retention` removes them."""
    return {RETENTION: Retention(until, why)}
