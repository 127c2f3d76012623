"""How long orders take from their creation to their end."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from storage_contracts.wire_model import WireModel

SagaOutcome = Literal["completed", "cancelled", "all"]


class SagaDurations(WireModel):
    """Durations in milliseconds; percentiles by nearest rank, null when nothing ended."""

    outcome: SagaOutcome
    count: Annotated[int, Field(ge=0)]
    mean_ms: float | None
    p50_ms: int | None
    p95_ms: int | None
    p99_ms: int | None


class SagaDurationsReport(WireModel):
    """One entry for each outcome, and one for all."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "durations": [
                        {
                            "outcome": "completed",
                            "count": 95,
                            "mean_ms": 121.4,
                            "p50_ms": 110,
                            "p95_ms": 190,
                            "p99_ms": 260,
                        },
                    ],
                },
            ],
        },
    )

    durations: list[SagaDurations]
