"""How a relay claims and marks outbox rows."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from storage_contracts.stored_event import StoredEvent
from storage_contracts.wire_model import Moment, WholeNumber, WireModel

LONGEST_WAIT_SECONDS: Final = 30
"""How long a claim may be held open until there is something to claim."""


class OutboxClaim(WireModel):
    """Asks for rows that no live lease holds; waits for some when there are none."""

    limit: Annotated[int, Field(strict=True, ge=1, le=1000)] = 200
    lease_seconds: Annotated[float, Field(strict=True, gt=0, le=300)] = 30
    wait_seconds: Annotated[float, Field(strict=True, ge=0, le=LONGEST_WAIT_SECONDS)] = 10


class ClaimedBatch(WireModel):
    """Rows under one lease. The token fences off a relay whose lease has run out."""

    token: WholeNumber
    records: list[StoredEvent]


class OutboxPublication(WireModel):
    """Marks what was confirmed by the broker; `released` rows go back at once."""

    token: WholeNumber
    published: list[WholeNumber] = []
    released: list[WholeNumber] = []


class PublicationResult(WireModel):
    """Fewer marked than sent means that the lease was lost to another relay."""

    marked: int
    released: int


class OutboxRow(WireModel):
    """Where the publication of one stored event stands."""

    position: Annotated[int, Field(strict=True, ge=1)]
    event_id: UUID
    stream: str
    lease_until: Moment | None = None
    token: WholeNumber | None = None
    published_at: Moment | None = None
