"""The products that sell best."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from storage_contracts.analytics.exact_amount import ExactAmount
from storage_contracts.wire_model import Currency, Sku, WireModel

TopProductsBy = Literal["quantity", "revenue"]


class TopProduct(WireModel):
    """What completed orders sold of one product in one currency.

    `quantity` and `revenue` are net: what was given back is taken off and shown apart.
    Revenue is the exact sum of line amounts, before the rounding of the order's charge.
    """

    product_id: UUID
    sku: Sku
    description: str
    currency: Currency
    orders: Annotated[int, Field(ge=0)]
    quantity: int
    revenue: ExactAmount
    refunded_quantity: Annotated[int, Field(ge=0)]
    refunded_revenue: ExactAmount


class TopProductsReport(WireModel):
    """Best first; ties by product id."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "by": "quantity",
                    "items": [
                        {
                            "product_id": "1f0c7a52-3333-6d10-b1a9-0242ac120002",
                            "sku": "85123A",
                            "description": "WHITE HANGING HEART T-LIGHT HOLDER",
                            "currency": "GBP",
                            "orders": 2,
                            "quantity": 11,
                            "revenue": "28.0500",
                            "refunded_quantity": 1,
                            "refunded_revenue": "2.5500",
                        },
                    ],
                },
            ],
        },
    )

    by: TopProductsBy
    items: list[TopProduct]
