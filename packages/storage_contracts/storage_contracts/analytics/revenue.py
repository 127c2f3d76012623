"""Revenue by day and country."""

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from storage_contracts.analytics.analytics_event import Country
from storage_contracts.analytics.exact_amount import ExactAmount
from storage_contracts.wire_model import Currency, WireModel


class RevenueTotal(WireModel):
    """Sums over the completed orders of the asked days in one currency."""

    currency: Currency
    orders: Annotated[int, Field(ge=0)]
    gross: ExactAmount
    refunds: ExactAmount
    net: ExactAmount


class RevenueRow(RevenueTotal):
    """Sums over the completed orders of one day, country and currency.

    `gross` is what was charged, `refunds` what was given back of these orders since (whenever
    that was), `net` is gross less refunds. All are exact.
    """

    day: date
    country: Country


class RevenueReport(WireModel):
    """Revenue, oldest day first; currencies are never added up."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rows": [
                        {
                            "day": "2026-01-15",
                            "country": "GB",
                            "currency": "GBP",
                            "orders": 2,
                            "gross": "30.60",
                            "refunds": "2.55",
                            "net": "28.05",
                        },
                    ],
                    "totals": [
                        {
                            "currency": "GBP",
                            "orders": 2,
                            "gross": "30.60",
                            "refunds": "2.55",
                            "net": "28.05",
                        },
                    ],
                },
            ],
        },
    )

    rows: list[RevenueRow]
    totals: list[RevenueTotal]
