"""What is told about workflows that span several services, such as the order saga."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Count, Flag, Moment, OrderId

Workflow = Annotated[str, Field(examples=["order_saga"])]
Why = Annotated[str | None, Field(examples=["payment_failed"])]


class WorkflowAdvanced(EventData):
    """The saga's row changed: the whole state that follows, so that it can be folded."""

    workflow: Workflow
    order_id: OrderId
    step: Annotated[str, Field(examples=["charging"])]
    cancel_requested: Flag
    cancellation_reason: Annotated[str | None, Field(examples=["changed_mind"])] = None
    attempts: Count
    deadline_at: Moment | None = None


class WorkflowStarted(EventData):
    """The saga took its first step."""

    workflow: Workflow
    order_id: OrderId
    reason: Annotated[str | None, Field(examples=[None])] = None


class WorkflowCompleted(EventData):
    """The saga reached its goal."""

    workflow: Workflow
    order_id: OrderId
    reason: Annotated[str | None, Field(examples=[None])] = None


class WorkflowCompensated(EventData):
    """The saga undid everything that it had done."""

    workflow: Workflow
    order_id: OrderId
    reason: Why = None
