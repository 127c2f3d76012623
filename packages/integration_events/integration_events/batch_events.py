"""What is told about work done in batches."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Count


class BatchCompleted(EventData):
    """A batch of `size` items was worked through in so many seconds."""

    batch: Annotated[str, Field(examples=["task_reminders"])]
    size: Count
    seconds: Annotated[float, Field(ge=0, examples=[0.42])]
