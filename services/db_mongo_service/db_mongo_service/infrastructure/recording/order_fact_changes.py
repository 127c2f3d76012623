"""What events change in the facts of their order."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from pymongo import UpdateOne
from storage_contracts.analytics.analytics_event import AnalyticsEvent

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.documents import fields_of, midnight
from db_mongo_service.infrastructure.recording.refund_sums import REFUND_SUMS

_STEP_FIELDS: Final = {
    "order.created": "created_at",
    "stock.reserved": "stock_reserved_at",
    "payment.processed": "paid_at",
    "order.completed": "completed_at",
    "order.cancelled": "cancelled_at",
}
_SALES: Final = frozenset({"order.created", "order.completed"})
_REFUNDS: Final = frozenset({"order.refund_requested", "payment.refunded"})


def order_fact_changes(events: Iterable[AnalyticsEvent]) -> list[UpdateOne]:
    """Return the upserts of the orders that the events tell of, to be made in this order.

    Any order of events gives the same facts, and so does an event that comes again.
    """
    assigned = defaultdict[UUID, Document](dict)
    with_refunds: dict[UUID, None] = {}  # a set that keeps its order
    for event in events:
        if event.order_id is None:
            continue
        assigned[event.order_id] |= _assignments(event)
        if event.event_type in _REFUNDS:
            with_refunds[event.order_id] = None
    changes = [
        UpdateOne({"_id": order_id}, {"$set": fields}, upsert=True)
        for order_id, fields in assigned.items()
        if fields
    ]
    return changes + [UpdateOne({"_id": order_id}, REFUND_SUMS) for order_id in with_refunds]


def _assignments(event: AnalyticsEvent) -> Document:
    fields: Document = {}
    if event.event_type in _STEP_FIELDS:
        fields[_STEP_FIELDS[event.event_type]] = event.occurred_at
    if event.event_type in _SALES:
        fields |= _sale(event)
    if event.event_type in _REFUNDS and event.refund_id is not None:
        path = f"refunds.{event.refund_id}"
        fields |= {f"{path}.{name}": value for name, value in _refund(event).items()}
    return fields


def _sale(event: AnalyticsEvent) -> Document:
    sale: Document = {
        "country": event.country,
        "channel": event.channel,
        "currency": event.currency,
        "amount": event.amount,
        "charge_amount": event.charge_amount,
        "business_date": midnight(event.day),
    }
    if event.user_key is not None:
        sale["user_key"] = event.user_key
    if event.lines:
        sale["lines"] = _lines(event)
    return sale


def _refund(event: AnalyticsEvent) -> Document:
    if event.event_type == "payment.refunded":
        return {"paid_back": event.amount}
    return {"amount": event.amount, "lines": _lines(event)}


def _lines(event: AnalyticsEvent) -> list[Document]:
    return [fields_of(line) for line in event.lines]
