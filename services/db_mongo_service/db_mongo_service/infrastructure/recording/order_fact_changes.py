"""What events change in the facts of their order."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from pymongo import UpdateOne
from storage_contracts.analytics.analytics_event import AnalyticsEvent

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.documents import midnight, strip_empty

_STEP_FIELDS: Final = {
    "order.created": "created_at",
    "stock.reserved": "stock_reserved_at",
    "payment.processed": "paid_at",
    "order.completed": "completed_at",
    "order.cancelled": "cancelled_at",
}
_SALES: Final = frozenset({"order.created", "order.completed"})


@dataclass(slots=True)
class _Change:
    """The update operators of one order, gathered over the events of a batch."""

    assigned: Document = field(default_factory=dict)
    refunded: list[AnalyticsEvent] = field(default_factory=list)
    refunded_lines: list[Document] = field(default_factory=list)

    def take(self, event: AnalyticsEvent) -> None:
        if event.event_type in _STEP_FIELDS:
            self.assigned[_STEP_FIELDS[event.event_type]] = event.occurred_at
        if event.event_type in _SALES:
            self.assigned |= _sale(event)
        elif event.event_type == "payment.refunded":
            self.refunded.append(event)
        elif event.event_type == "order.refund_requested":
            self.refunded_lines += _lines(event)

    def as_update(self) -> Document:
        update: Document = {}
        if self.assigned:
            update["$set"] = self.assigned
        if self.refunded:
            amounts = [event.amount for event in self.refunded if event.amount is not None]
            update["$inc"] = {"refunded_amount": sum(amounts)}
        if self.refunded_lines:
            update["$push"] = {"refunded_lines": {"$each": self.refunded_lines}}
        return update


def order_fact_changes(events: Iterable[AnalyticsEvent]) -> list[UpdateOne]:
    """Return one upsert for each order that the events tell of.

    The events must be new: amounts are added up, so an event that was recorded before must not
    be passed again. Any order of events gives the same facts.
    """
    changes = defaultdict[UUID, _Change](_Change)
    for event in events:
        if event.order_id is not None:
            changes[event.order_id].take(event)
    updates = ((order_id, change.as_update()) for order_id, change in changes.items())
    return [
        UpdateOne({"_id": order_id}, update, upsert=True) for order_id, update in updates if update
    ]


def _sale(event: AnalyticsEvent) -> Document:
    sale: Document = {
        "user_key": event.user_key,
        "country": event.country,
        "channel": event.channel,
        "currency": event.currency,
        "amount": event.amount,
        "business_date": midnight(event.day),
        "lines": _lines(event) if event.event_type == "order.created" else None,
    }
    return strip_empty(sale)


def _lines(event: AnalyticsEvent) -> list[Document]:
    return [strip_empty(line.model_dump()) for line in event.lines]
