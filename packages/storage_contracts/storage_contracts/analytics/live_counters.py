"""What is happening now."""

from typing import Annotated

from pydantic import ConfigDict, Field

from storage_contracts.analytics.analytics_event import EventType
from storage_contracts.wire_model import Moment, WireModel


class LiveCounter(WireModel):
    """Events of one type in the window."""

    event_type: EventType
    count: Annotated[int, Field(ge=0)]
    last_at: Moment


class LiveCountersReport(WireModel):
    """Counts by type over the last `minutes`, most frequent first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "minutes": 15,
                    "since": "2026-01-15T10:15:00Z",
                    "total": 42,
                    "counters": [
                        {
                            "event_type": "order.created",
                            "count": 42,
                            "last_at": "2026-01-15T10:29:58Z",
                        },
                    ],
                },
            ],
        },
    )

    minutes: Annotated[int, Field(ge=1)]
    since: Moment
    total: Annotated[int, Field(ge=0)]
    counters: list[LiveCounter]
