"""What one person has done."""

from datetime import date
from typing import Annotated, Final

from pydantic import ConfigDict, Field

from storage_contracts.analytics.analytics_event import UserKey
from storage_contracts.analytics.exact_amount import ExactAmount
from storage_contracts.json_value import JsonObject
from storage_contracts.wire_model import Currency, Moment, WireModel

EXAMPLE_BEHAVIOUR: Final[JsonObject] = {
    "user_key": "1f0c7a52-1111-6d10-b1a9-0242ac120002",
    "first_seen_at": "2026-01-15T10:30:00Z",
    "last_seen_at": "2026-02-20T08:00:00Z",
    "first_order_date": "2026-01-15",
    "last_order_date": "2026-02-20",
    "event_counts": {"order.created": 2, "order.completed": 2, "payment.refunded": 1},
    "spending": [{"currency": "GBP", "spent": "30.60", "refunded": "2.55"}],
}


_ACTIVITY: Final = ("user_key", "first_seen_at", "last_seen_at", "event_counts")
EXAMPLE_ACTIVITY: Final[JsonObject] = {name: EXAMPLE_BEHAVIOUR[name] for name in _ACTIVITY}


class Spending(WireModel):
    """The money a person paid for completed orders, and got back, in one currency."""

    currency: Currency
    spent: ExactAmount
    refunded: ExactAmount


class UserActivity(WireModel):
    """The counters of a person's events. `event_counts` is keyed by event type."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_ACTIVITY]})

    user_key: UserKey
    first_seen_at: Moment
    last_seen_at: Moment
    event_counts: dict[str, Annotated[int, Field(ge=1)]]


class UserBehaviour(UserActivity):
    """A person's activity, with what the completed orders tell."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_BEHAVIOUR]})

    first_order_date: date | None = None
    last_order_date: date | None = None
    spending: list[Spending] = []
