"""How many orders reach each step on the way to completion."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from storage_contracts.wire_model import WireModel

FunnelStepName = Literal["created", "stock_reserved", "paid", "completed"]
Share = Annotated[float, Field(ge=0, description="A ratio, rounded to four digits.")]


class FunnelStep(WireModel):
    """Orders that reached this step, as a share of the previous and of the first step.

    A share is null while its denominator is zero. Every step counts only orders that also
    reached the steps before it, so a share never exceeds one.
    """

    step: FunnelStepName
    orders: Annotated[int, Field(ge=0)]
    conversion_from_previous: Share | None
    conversion_from_created: Share | None


class OrderFunnelReport(WireModel):
    """The four steps in order, and the orders that were cancelled or are still on the way."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "steps": [
                        {
                            "step": "created",
                            "orders": 100,
                            "conversion_from_previous": None,
                            "conversion_from_created": 1.0,
                        },
                        {
                            "step": "stock_reserved",
                            "orders": 98,
                            "conversion_from_previous": 0.98,
                            "conversion_from_created": 0.98,
                        },
                        {
                            "step": "paid",
                            "orders": 95,
                            "conversion_from_previous": 0.9694,
                            "conversion_from_created": 0.95,
                        },
                        {
                            "step": "completed",
                            "orders": 95,
                            "conversion_from_previous": 1.0,
                            "conversion_from_created": 0.95,
                        },
                    ],
                    "cancelled": 4,
                    "in_progress": 1,
                },
            ],
        },
    )

    steps: list[FunnelStep]
    cancelled: Annotated[int, Field(ge=0)]
    in_progress: Annotated[int, Field(ge=0)]
