"""Collection `order_facts`: one document per order, kept for good; the reports read it.

It is a projection of the order's events, written in the transaction that records them. Events
may come in any order: each sets only the fields that it alone knows. The fields `refunded_…` sum
up the refunds that were paid back, so that reports need not look into each order.
"""

from datetime import UTC, datetime
from typing import Final

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections.collection_definition import (
    CollectionDefinition,
    IndexDefinition,
)
from db_mongo_service.infrastructure.collections.field_schemas import (
    COUNTRY_FIELD,
    CURRENCY_FIELD,
    LINES_FIELD,
    MONEY_FIELD,
    TIME_FIELD,
    USER_KEY_FIELD,
    UUID_FIELD,
    text_field,
)

NAME: Final = "order_facts"
COMPLETED: Final[Document] = {"completed_at": {"$gt": datetime(1970, 1, 1, tzinfo=UTC)}}
"""Orders that were completed. A comparison, because an index can answer it without the document,
which it cannot for `$exists`."""
_HAS_COMPLETED_AT: Final[Document] = {"completed_at": {"$exists": True}}

_REFUNDS_FIELD: Final[Document] = {
    "bsonType": "object",
    "additionalProperties": {
        "bsonType": "object",
        "additionalProperties": False,
        "properties": {"amount": MONEY_FIELD, "lines": LINES_FIELD, "paid_back": MONEY_FIELD},
    },
}
"""Refunds by id: exact amount and lines as requested, and the money once it was paid back."""

ORDER_FACTS: Final = CollectionDefinition(
    name=NAME,
    required=("_id",),
    properties={
        "_id": UUID_FIELD,
        "user_key": USER_KEY_FIELD,
        "country": COUNTRY_FIELD,
        "channel": text_field(64),
        "currency": CURRENCY_FIELD,
        "business_date": TIME_FIELD,
        "amount": MONEY_FIELD,
        "charge_amount": MONEY_FIELD,
        "lines": LINES_FIELD,
        "refunds": _REFUNDS_FIELD,
        "refunded_amount": MONEY_FIELD,
        "refunded_charge_amount": MONEY_FIELD,
        "refunded_lines": LINES_FIELD,
        "created_at": TIME_FIELD,
        "stock_reserved_at": TIME_FIELD,
        "paid_at": TIME_FIELD,
        "completed_at": TIME_FIELD,
        "cancelled_at": TIME_FIELD,
    },
    indexes=(
        IndexDefinition(
            "by_business_date",
            (
                ("business_date", 1),
                ("country", 1),
                ("channel", 1),
                ("currency", 1),
                ("created_at", 1),
            ),
        ),
        IndexDefinition(
            "completed_by_business_date",
            (
                ("business_date", 1),
                ("country", 1),
                ("currency", 1),
                ("channel", 1),
                ("completed_at", 1),
                ("amount", 1),
                ("charge_amount", 1),
                ("refunded_amount", 1),
                ("refunded_charge_amount", 1),
            ),
            partial_filter=_HAS_COMPLETED_AT,
        ),
        IndexDefinition(
            "completed_by_user",
            (("user_key", 1), ("business_date", 1), ("completed_at", 1)),
            partial_filter={**_HAS_COMPLETED_AT, "user_key": {"$exists": True}},
        ),
        IndexDefinition("by_creation", (("created_at", 1),)),
    ),
    kept_because="books: the figures of each order, once its events have expired",
)
