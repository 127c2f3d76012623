"""How often things go wrong, by service and time."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from storage_contracts.analytics.analytics_event import ServiceName
from storage_contracts.analytics.order_funnel import Share
from storage_contracts.wire_model import Moment, WireModel

ErrorRateInterval = Literal["minute", "hour"]


class ErrorRateRow(WireModel):
    """One service in one interval.

    `warnings` and `errors` (error and critical) count application logs; `failures` counts events
    that tell of something that failed; `failure_rate` is failures per event of the service, null
    without events.
    """

    starts_at: Moment
    service: ServiceName
    warnings: Annotated[int, Field(ge=0)]
    errors: Annotated[int, Field(ge=0)]
    failures: Annotated[int, Field(ge=0)]
    events: Annotated[int, Field(ge=0)]
    failure_rate: Share | None


class ErrorRatesReport(WireModel):
    """Intervals with something to tell, oldest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "interval": "minute",
                    "rows": [
                        {
                            "starts_at": "2026-01-15T10:30:00Z",
                            "service": "worker_service",
                            "warnings": 3,
                            "errors": 1,
                            "failures": 2,
                            "events": 400,
                            "failure_rate": 0.005,
                        },
                    ],
                },
            ],
        },
    )

    interval: ErrorRateInterval
    rows: list[ErrorRateRow]
