"""What is told about the running system: sent straight to the broker, once, without a store."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from integration_events.event_data import EventData

Service = Annotated[str, Field(examples=["worker_service"])]
Check = Annotated[str, Field(examples=["db_postgres_service"])]


class ServiceStarted(EventData):
    """A process is ready for work."""

    service: Service
    version: Annotated[str, Field(examples=["0.1.0"])]
    pid: Annotated[int, Field(strict=True, ge=1, examples=[4711])]


class ServiceStopped(EventData):
    """A process ends in good order."""

    service: Service
    version: Annotated[str, Field(examples=["0.1.0"])]
    pid: Annotated[int, Field(strict=True, ge=1, examples=[4711])]


class HealthDegraded(EventData):
    """A check that was fine fails."""

    service: Service
    check: Check
    reason: Annotated[str | None, Field(examples=["connection refused"])] = None


class HealthRecovered(EventData):
    """A check that failed is fine again."""

    service: Service
    check: Check
    reason: Annotated[str | None, Field(examples=[None])] = None


class DeadLettersAdministered(EventData):
    """An administrator looked at dead letters, sent them back to work, or threw one away."""

    consumer: Annotated[str, Field(examples=["worker_order_saga"])]
    dead_letter_id: Annotated[str | None, Field(examples=[None])] = None
    dead_event_type: Annotated[str | None, Field(examples=[None])] = None
    count: Annotated[int, Field(strict=True, ge=0, examples=[3])]
    actor_id: Annotated[UUID | None, Field(examples=["1f0c7a52-55f2-6d10-b1a9-0242ac120002"])] = (
        None
    )


class MetricsCollected(EventData):
    """Figures of one process, by name."""

    service: Service
    values: Annotated[dict[str, float], Field(examples=[{"handled_messages": 1204.0}])]
