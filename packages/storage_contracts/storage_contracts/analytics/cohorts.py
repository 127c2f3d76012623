"""Do customers come back? Retention by the month of the first order."""

from typing import Annotated

from pydantic import ConfigDict, Field

from storage_contracts.analytics.order_funnel import Share
from storage_contracts.wire_model import WireModel

Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$", examples=["2026-01"])]


class CohortMonth(WireModel):
    """How many of a cohort completed an order `offset` months after their first."""

    offset: Annotated[int, Field(ge=0)]
    customers: Annotated[int, Field(ge=0)]
    retention: Share


class Cohort(WireModel):
    """The customers whose first completed order fell in `month`; guests without key are left out.

    `months` holds only the months in which somebody of the cohort ordered.
    """

    month: Month
    customers: Annotated[int, Field(ge=0)]
    months: list[CohortMonth]


class CohortsReport(WireModel):
    """Cohorts, oldest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "cohorts": [
                        {
                            "month": "2026-01",
                            "customers": 10,
                            "months": [
                                {"offset": 0, "customers": 10, "retention": 1.0},
                                {"offset": 1, "customers": 4, "retention": 0.4},
                            ],
                        },
                    ],
                },
            ],
        },
    )

    cohorts: list[Cohort]
