"""How the worker has old rows removed."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import Moment, WholeNumber, WireModel

FEWEST_DAYS: Final = 7
"""Fewer are refused: a gateway repeats its callbacks for three days, a client for hours."""

Days = Annotated[int, Field(strict=True, ge=FEWEST_DAYS, le=3_650, examples=[30])]
Count = Annotated[int, Field(ge=0, examples=[120])]
Consumer = Annotated[str, Field(min_length=1, max_length=200, examples=["worker_order_saga"])]


class SettlementRequest(WireModel):
    """Asks to settle the oldest events.

    Attributes:
        asked_at: The caller's time; with a clock behind it the data service goes by its own.
        days: How long ago an event must have been published.
        subscriptions: Which consumers record the effects of which event types.
    """

    asked_at: Moment
    days: Days
    subscriptions: dict[Consumer, list[str]]


class SettledEvent(WireModel):
    """An event whose traces can be removed."""

    event_id: UUID
    occurred_at: Moment


class Settlement(WireModel):
    """What was settled, and what was settled before and can be removed now.

    Attributes:
        settled: Events settled by this request.
        unapplied: Of those, how often a consumer had not applied one.
        position: Where `events` ends; names them when their traces are removed.
        events: Their traces can be removed.
    """

    settled: Count = 0
    unapplied: Count = 0
    position: WholeNumber | None = None
    events: list[SettledEvent] = []


class PruningRequest(WireModel):
    """Asks to remove what is old.

    Attributes:
        asked_at: The caller's time; with a clock behind it the data service goes by its own.
        keys_days: How long ago a client's key must have been used first.
        log_ins_days: How long ago a session or a one-time token must have ended.
        position: The settlement whose traces are removed; none when there is nothing settled.
        unrecorded: Settled events whose outbox rows stay, since the analytics lack them.
    """

    asked_at: Moment
    keys_days: Days
    log_ins_days: Days
    position: WholeNumber | None = None
    unrecorded: list[UUID] = []


class Pruning(WireModel):
    """How many rows were removed, at most a batch of each kind."""

    outbox: Count = 0
    inbox: Count = 0
    clients_keys: Count = 0
    sessions: Count = 0
    one_time_tokens: Count = 0
    is_more: bool = False
