"""The atomic call: every state change is one of these, applied in one transaction or not at all."""

from collections.abc import Iterator
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from storage_contracts.json_value import JsonObject
from storage_contracts.rows.chat_row import ChatWrite
from storage_contracts.rows.notification_row import NotificationRow
from storage_contracts.rows.oauth_client_row import OAuthClientWrite
from storage_contracts.rows.one_time_token_row import OneTimeTokenWrite
from storage_contracts.rows.order_row import OrderRow, OrderWrite
from storage_contracts.rows.payment_row import PaymentWrite
from storage_contracts.rows.product_row import ProductWrite
from storage_contracts.rows.refund_request_row import RefundRequestWrite
from storage_contracts.rows.saga_row import SagaRow, SagaWrite
from storage_contracts.rows.security_act_row import SecurityActEntry
from storage_contracts.rows.session_row import SessionWrite
from storage_contracts.rows.step_saga_row import StepSagaWrite
from storage_contracts.rows.task_row import TaskWrite
from storage_contracts.rows.user_row import UserWrite
from storage_contracts.state_changes import UNTOLD, StreamChange, check_events
from storage_contracts.stock_operations import AdjustStock, OpenStock, StockOperation
from storage_contracts.stored_event import EventContext, NewEvent
from storage_contracts.wire_model import Flag, Version, WireModel


def event_named_by(key: str) -> UUID | None:
    """Return the id of the event that a consumer's key names, None when it is no id."""
    try:
        event_id = UUID(key)
    except ValueError:
        return None
    return event_id if str(event_id) == key else None


class IdempotencyClaim(WireModel):
    """The one record behind a client's `Idempotency-Key` and a consumer's inbox.

    Same scope, key and hash: the stored response is returned and nothing is written. Same scope
    and key with another hash: `idempotency_conflict`.
    """

    scope: Annotated[str, Field(min_length=1, max_length=200, examples=["worker_order_saga"])]
    key: Annotated[str, Field(min_length=1, max_length=200)]
    request_hash: Annotated[str, Field(min_length=1, max_length=64)]

    def claimed_event(self) -> UUID | None:
        """Return the event whose effect is claimed, None when a client's request is."""
        event_id = event_named_by(self.key)
        return event_id if event_id is not None and event_id.hex == self.request_hash else None


class ProductGuard(WireModel):
    """The write holds only while this product is active and at this version."""

    product_id: UUID
    version: Version


type RowWrite = Annotated[
    UserWrite
    | ProductWrite
    | OrderWrite
    | PaymentWrite
    | SagaWrite
    | StepSagaWrite
    | TaskWrite
    | RefundRequestWrite
    | SessionWrite
    | OneTimeTokenWrite
    | OAuthClientWrite
    # quintet new: row_writes
    | ChatWrite,
    Field(discriminator="resource"),
]


class AtomicWrite(WireModel):
    """Rows, stock, acts, events, outbox rows and the idempotency record of one state change.

    `response` is an opaque text (JSON as the interface wrote it), stored with the idempotency
    record and handed back on a replay.
    """

    context: EventContext
    idempotency: IdempotencyClaim | None = None
    guards: Annotated[list[ProductGuard], Field(max_length=2000)] = []
    rows: Annotated[list[RowWrite], Field(max_length=100)] = []
    stock: Annotated[list[StockOperation], Field(max_length=100)] = []
    notifications: Annotated[list[NotificationRow], Field(max_length=100)] = []
    security_acts: Annotated[list[SecurityActEntry], Field(max_length=20)] = []
    events: Annotated[list[NewEvent], Field(max_length=1000)] = []
    response: str | None = None

    @model_validator(mode="after")
    def _names_nothing_twice(self) -> Self:
        """Refuse two writes of one row, two openings of one stock, two operations of one order.

        They would all see the database as it was before, so the second would undo the first.
        """
        rows = [(write.resource, write.row.id) for write in self.rows]
        if len(set(rows)) != len(rows):
            raise ValueError("rows: one row is written twice")
        stock = [s for operation in self.stock if (s := _subject(operation)) is not None]
        if len(set(stock)) != len(stock):
            raise ValueError("stock: one order or one new product has two operations")
        return self

    @model_validator(mode="after")
    def _tells_what_it_changes(self) -> Self:
        check_events(_changes(self), self.events)
        return self


def _changes(write: AtomicWrite) -> Iterator[StreamChange]:
    for item in write.rows:
        row = item.row
        yield StreamChange(f"{item.resource}/{row.id}", item.expected_version, row.version)
    for notification in write.notifications:
        if notification.status not in UNTOLD:
            yield StreamChange(f"notification/{notification.id}", 0, 1)
    for act in write.security_acts:
        yield StreamChange(f"security_act/{act.id}", 0, 1)


def _subject(operation: StockOperation) -> tuple[str, UUID] | None:
    if isinstance(operation, OpenStock):
        return "product", operation.product_id
    if isinstance(operation, AdjustStock):
        return None  # adjustments of one product add up
    return "order", operation.order_id


class PlaceOrderWrite(WireModel):
    """Inserts an order with its saga: the hot path, one statement in the data service."""

    context: EventContext
    idempotency: IdempotencyClaim | None = None
    guards: Annotated[list[ProductGuard], Field(max_length=2000)] = []
    order: OrderRow
    saga: SagaRow
    events: Annotated[list[NewEvent], Field(max_length=10)]
    response: str | None = None

    @model_validator(mode="after")
    def _tells_what_it_inserts(self) -> Self:
        order = StreamChange(f"order/{self.order.id}", 0, self.order.version)
        saga = StreamChange(f"saga/{self.saga.id}", 0, self.saga.version)
        check_events((order, saga), self.events)
        return self


class AtomicWriteResult(WireModel):
    """What became of an atomic write that did not fail."""

    replayed: Flag
    response: str | None = None


class AtomicWriteBatch(WireModel):
    """Independent atomic writes in one request; each stands or falls alone."""

    writes: Annotated[list[AtomicWrite], Field(min_length=1, max_length=200)]


class WriteFailure(WireModel):
    """The problem of one write of a batch; the same fields as the problem document has alone.

    `members` are those that depend on the code: `current_version`, `shortages`, `rows`, `field`.
    """

    status: int
    code: str
    detail: str
    members: JsonObject = {}


class BatchItemResult(WireModel):
    """Exactly one of the two is set."""

    result: AtomicWriteResult | None = None
    failure: WriteFailure | None = None


class AtomicWriteBatchResult(WireModel):
    """One item for each write, in the order of the request."""

    items: list[BatchItemResult]


class IdempotencyRecord(IdempotencyClaim):
    """A stored idempotency record."""

    response: str | None = None
