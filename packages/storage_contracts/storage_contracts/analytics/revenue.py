"""Revenue by day and country."""

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from storage_contracts.analytics.analytics_event import Country
from storage_contracts.analytics.exact_amount import ExactAmount
from storage_contracts.wire_model import Currency, WireModel


class RevenueTotal(WireModel):
    """Sums over the completed orders of the asked days in one currency.

    `gross` is the exact total of the orders, `refunds` that of what was given back of them since
    (whenever that was), `net` is gross less refunds. `charged` and `charged_back` are the money
    that moved: each order's and each refund's amount rounded to the currency's minor unit.
    """

    currency: Currency
    orders: Annotated[int, Field(ge=0)]
    gross: ExactAmount
    refunds: ExactAmount
    net: ExactAmount
    charged: ExactAmount
    charged_back: ExactAmount


class RevenueRow(RevenueTotal):
    """Sums over the completed orders of one day, country and currency."""

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
                            "gross": "30.6000",
                            "refunds": "2.5500",
                            "net": "28.0500",
                            "charged": "30.60",
                            "charged_back": "2.55",
                        },
                    ],
                    "totals": [
                        {
                            "currency": "GBP",
                            "orders": 2,
                            "gross": "30.6000",
                            "refunds": "2.5500",
                            "net": "28.0500",
                            "charged": "30.60",
                            "charged_back": "2.55",
                        },
                    ],
                },
            ],
        },
    )

    rows: list[RevenueRow]
    totals: list[RevenueTotal]
