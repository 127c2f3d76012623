"""What happens in an order saga; every field is a primitive of the stored record."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedLine:
    """Pieces of one product that are set aside."""

    product_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockShortage:
    """A product of which too few were free."""

    product_id: UUID
    requested: int
    available: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowAdvanced(DomainEvent):
    """The saga's row changed: the whole state that follows, so that it can be folded."""

    event_type: ClassVar[str] = "workflow.advanced"
    publish: ClassVar[bool] = False
    workflow: str
    order_id: UUID
    step: str
    cancel_requested: bool
    cancellation_reason: str | None
    attempts: int
    deadline_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowStarted(DomainEvent):
    """The saga took its first step."""

    event_type: ClassVar[str] = "workflow.started"
    workflow: str
    order_id: UUID
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReserved(DomainEvent):
    """Every piece of the order is set aside."""

    event_type: ClassVar[str] = "stock.reserved"
    order_id: UUID
    lines: tuple[ReservedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRejected(DomainEvent):
    """Too few pieces were free; nothing is set aside."""

    event_type: ClassVar[str] = "stock.rejected"
    order_id: UUID
    shortages: tuple[StockShortage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReleased(DomainEvent):
    """What was set aside is free again."""

    event_type: ClassVar[str] = "stock.released"
    order_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowCompleted(DomainEvent):
    """The saga reached its goal."""

    event_type: ClassVar[str] = "workflow.completed"
    workflow: str
    order_id: UUID
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowCompensated(DomainEvent):
    """The saga undid everything that it had done."""

    event_type: ClassVar[str] = "workflow.compensated"
    workflow: str
    order_id: UUID
    reason: str | None = None


type SagaEvent = (
    WorkflowAdvanced
    | WorkflowStarted
    | StockReserved
    | StockRejected
    | StockReleased
    | WorkflowCompleted
    | WorkflowCompensated
)
