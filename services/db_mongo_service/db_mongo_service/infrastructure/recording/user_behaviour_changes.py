"""What events change in the behaviour of their person."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from pymongo import UpdateOne
from storage_contracts.analytics.analytics_event import AnalyticsEvent

from db_mongo_service.infrastructure.bson_types import Document

_DOT: Final = ":"


def user_behaviour_changes(events: Iterable[AnalyticsEvent]) -> list[UpdateOne]:
    """Return one upsert for each person that the events tell of; the events must be new."""
    by_user: defaultdict[str, list[AnalyticsEvent]] = defaultdict(list)
    for event in events:
        if event.user_key is not None:
            by_user[event.user_key].append(event)
    return [
        UpdateOne({"_id": user_key}, _update(of_user), upsert=True)
        for user_key, of_user in by_user.items()
    ]


def as_field(event_type: str) -> str:
    """Return the event type as a field name: a dot would mean a path to MongoDB."""
    return event_type.replace(".", _DOT)


def as_event_type(field: str) -> str:
    """Return the event type that a field name stands for."""
    return field.replace(_DOT, ".")


def _update(events: list[AnalyticsEvent]) -> Document:
    counts = Counter(as_field(event.event_type) for event in events)
    return {
        "$min": {"first_seen_at": min(event.occurred_at for event in events)},
        "$max": {"last_seen_at": max(event.occurred_at for event in events)},
        "$inc": {f"event_counts.{name}": count for name, count in counts.items()},
    }
