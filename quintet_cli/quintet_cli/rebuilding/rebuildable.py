"""What it takes to rebuild the rows of one kind of stream."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from business_hexagon.domain.event import DomainEvent
from pydantic import AwareDatetime
from storage_contracts.wire_model import WireModel

STORAGE_TIMES: Final = frozenset({"created_at", "updated_at"})
"""Fields that the storage keeps for itself: no part of a stream."""

type Fold = Callable[[Iterable[DomainEvent], AwareDatetime], WireModel]


@dataclass(frozen=True, slots=True)
class Rebuildable:
    """A kind of stream whose row can be rebuilt.

    Attributes:
        kind: The first part of the stream's name.
        resource: The list of the rows in db_postgres_service.
        row: Shape of the row.
        fold: Folds a stream; the moment stands for the times that only the storage knows.
        beside: Columns that the stream does not tell, so that no rebuild can bring them back:
            secrets, which events never carry, and what is stored with each event anyway.
    """

    kind: str
    resource: str
    row: type[WireModel]
    fold: Fold
    beside: tuple[str, ...] = ()
