"""One fact about the business, as the analytics store keeps it.

One integration event gives one analytics event with the SAME `event_id`, so recording it
again changes nothing. All types carry `event_id`, `event_type`, `occurred_at` (the event's
`timestamp`), `service` and `request_id`; `user_key` whenever the person is known (the user id,
or for guests a digest of the address: never the address itself). Beyond that:

order.created           order_id, business_date, country, channel, currency, amount (the total),
                        charge_amount; `lines`: the PRODUCT lines (others are in `amount` only)
order.completed         the same without lines
order.confirmed, order.cancelled, order.cancellation_requested            order_id
order.refund_requested  order_id, refund_id, amount, charge_amount; `lines`: line_no, quantity,
                        amount of what goes back (product_id and sku may be left out)
stock.reserved, stock.rejected, stock.released                            order_id
payment.processed       order_id, currency, amount          payment.failed          order_id
payment.refunded        order_id, currency, amount; refund_id when it pays a refund back, null
                        when it undoes an order that was not completed
everything else         nothing more (it is counted, and shown by time, type and user)

`amount` is exact, `charge_amount` the money that moves: the amount rounded once to the minor
unit. `business_date` is the date (UTC) of the order's `ordered_at`, so that imported history
falls on its own days; it defaults to the date of `occurred_at`. A refund counts once its
payment.refunded has come, on the business date, country and channel of its order.
Durations are measured between `occurred_at` of order.created and of its end.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from storage_contracts.analytics.exact_amount import ExactAmount
from storage_contracts.json_value import JsonObject
from storage_contracts.wire_model import Currency, Day, Moment, Sku, WireModel

MAX_EVENTS_PER_BULK: Final = 1_000
_SALE = (
    "order_id",
    "business_date",
    "country",
    "channel",
    "currency",
    "amount",
    "charge_amount",
)
_ORDER = ("order_id",)
_PAYMENT = ("order_id", "currency", "amount")
REQUIRED_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "order.created": _SALE,
    "order.completed": _SALE,
    "order.confirmed": _ORDER,
    "order.cancelled": _ORDER,
    "order.cancellation_requested": _ORDER,
    "order.refund_requested": ("order_id", "refund_id", "amount", "charge_amount"),
    "stock.reserved": _ORDER,
    "stock.rejected": _ORDER,
    "stock.released": _ORDER,
    "payment.processed": _PAYMENT,
    "payment.failed": _ORDER,
    "payment.refunded": _PAYMENT,
}
"""What an event of a type must carry beside the fields of every event."""

EXAMPLE_EVENT: Final[JsonObject] = {
    "event_id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002",
    "event_type": "order.created",
    "occurred_at": "2026-01-15T10:30:00Z",
    "service": "api_service",
    "request_id": "0b9f7c1e6a5d4c3b",
    "user_key": "1f0c7a52-1111-6d10-b1a9-0242ac120002",
    "order_id": "1f0c7a52-2222-6d10-b1a9-0242ac120002",
    "lines": [
        {
            "line_no": 1,
            "product_id": "1f0c7a52-3333-6d10-b1a9-0242ac120002",
            "sku": "85123A",
            "description": "WHITE HANGING HEART T-LIGHT HOLDER",
            "quantity": 6,
            "amount": "15.3000",
        },
    ],
    "country": "GB",
    "channel": "web",
    "currency": "GBP",
    "amount": "15.3000",
    "charge_amount": "15.30",
    "business_date": "2026-01-15",
}

EXAMPLE_STORED_EVENT: Final[JsonObject] = {
    **EXAMPLE_EVENT,
    "recorded_at": "2026-01-15T10:30:00.120000Z",
}

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["GB"])]
"""ISO 3166-1 alpha-2 code."""
Channel = Annotated[str, Field(min_length=1, max_length=64, examples=["web"])]
UserKey = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[\x21-\x7e]+$")]
"""Stands for a person without naming one: a user id, or a digest of an address."""
EventType = Annotated[
    str,
    Field(max_length=64, pattern=r"^[a-z][a-z_]*(\.[a-z][a-z_]*)+$", examples=["order.created"]),
]
ServiceName = Annotated[str, Field(min_length=1, max_length=64, examples=["worker_service"])]


class AnalyticsLine(WireModel):
    """Pieces of one product in an order, or given back from it."""

    line_no: Annotated[int, Field(strict=True, ge=1)]
    product_id: UUID | None = None
    sku: Sku | None = None
    description: Annotated[str, Field(max_length=255)] = ""
    quantity: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    amount: ExactAmount


class AnalyticsRecord(WireModel):
    """The fields of an event, whatever its type asks for."""

    event_id: UUID
    event_type: EventType
    occurred_at: Moment
    service: ServiceName
    request_id: Annotated[str, Field(max_length=128)] = ""
    user_key: UserKey | None = None
    order_id: Annotated[UUID | None, Field(validate_default=True)] = None
    refund_id: Annotated[UUID | None, Field(validate_default=True)] = None
    lines: Annotated[list[AnalyticsLine], Field(max_length=2_000)] = []
    country: Annotated[Country | None, Field(validate_default=True)] = None
    channel: Annotated[Channel | None, Field(validate_default=True)] = None
    currency: Annotated[Currency | None, Field(validate_default=True)] = None
    amount: Annotated[ExactAmount | None, Field(validate_default=True)] = None
    charge_amount: Annotated[ExactAmount | None, Field(validate_default=True)] = None
    business_date: Annotated[Day | None, Field(validate_default=True)] = None

    @field_validator("occurred_at")
    @classmethod
    def _in_utc(cls, moment: datetime) -> datetime:
        return moment.astimezone(UTC)

    @property
    def day(self) -> date:
        """The business day: `business_date`, else the date of `occurred_at`."""
        return self.business_date or self.occurred_at.date()


class AnalyticsEvent(AnalyticsRecord):
    """What one integration event means to the reports; the module's text tells it by type."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_EVENT]})

    @field_validator(
        "order_id",
        "refund_id",
        "country",
        "channel",
        "currency",
        "amount",
        "charge_amount",
        "business_date",
    )
    @classmethod
    def _present_where_required[T](cls, value: T | None, info: ValidationInfo[object]) -> T | None:
        event_type = str(info.data.get("event_type", ""))
        if value is None and info.field_name in REQUIRED_FIELDS.get(event_type, ()):
            raise PydanticCustomError(
                "required",
                "an event of type {event_type} must carry it",
                {"event_type": event_type},
            )
        return value

    @field_validator("lines")
    @classmethod
    def _sold_lines_name_their_product(
        cls,
        lines: list[AnalyticsLine],
        info: ValidationInfo[object],
    ) -> list[AnalyticsLine]:
        if info.data.get("event_type") == "order.created" and any(
            line.product_id is None or line.sku is None for line in lines
        ):
            raise PydanticCustomError(
                "product_required",
                "lines of order.created must name their product_id and sku",
            )
        return lines


class StoredAnalyticsEvent(AnalyticsRecord):
    """An event as the lists show it; times are kept in whole milliseconds."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_STORED_EVENT]})

    recorded_at: Moment


class AnalyticsEventsBulk(WireModel):
    """Events to record together: all of them are recorded, or none."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"events": [EXAMPLE_EVENT]}]})

    events: Annotated[list[AnalyticsEvent], Field(min_length=1, max_length=MAX_EVENTS_PER_BULK)]
