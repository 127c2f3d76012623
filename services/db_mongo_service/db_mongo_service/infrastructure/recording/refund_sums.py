"""The sums over an order's refunds, made by the database from the refunds themselves."""

from decimal import Decimal
from typing import Final

from db_mongo_service.infrastructure.bson_types import Bson, Document, Pipeline

_ALL: Final[Document] = {"$objectToArray": {"$ifNull": ["$refunds", {}]}}
_PAID_BACK: Final[Document] = {
    "$filter": {"input": _ALL, "as": "refund", "cond": {"$gt": ["$$refund.v.paid_back", None]}},
}


def _each(field: str, nothing: Bson) -> Document:
    """Return the field of every refund that was paid back."""
    value: Document = {"$ifNull": [f"$$refund.v.{field}", nothing]}
    return {"$map": {"input": _PAID_BACK, "as": "refund", "in": value}}


REFUND_SUMS: Final[Pipeline] = [
    {
        "$set": {
            "refunded_amount": {"$sum": [Decimal(0), {"$sum": _each("amount", Decimal(0))}]},
            "refunded_charge_amount": {
                "$sum": [Decimal(0), {"$sum": _each("paid_back", Decimal(0))}],
            },
            "refunded_lines": {
                "$reduce": {
                    "input": _each("lines", []),
                    "initialValue": [],
                    "in": {"$concatArrays": ["$$value", "$$this"]},
                },
            },
        },
    },
]
"""An update that sums up anew: right however often and in whatever order refunds are told.

A refund counts when it was paid back; one that was only requested may yet fail. Each sum starts
from a Decimal128, so that no sum is ever an int or a double.
"""
