"""What one published event means to the reports. It holds no personal data."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticsLine:
    """Pieces of one product in an order, or given back from it.

    Attributes:
        line_no: place of the line in its order, from 1.
        quantity: pieces.
        amount: exact line amount.
        product_id: which product; left out where the line number tells it.
        sku: the shop's code; left out likewise.
        description: what the order called it.
    """

    line_no: int
    quantity: int
    amount: Decimal
    product_id: UUID | None = None
    sku: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticsEvent:
    """A fact for the reports.

    Attributes:
        event_id: identity of the published event: recording it twice records it once.
        event_type: such as `order.completed`.
        occurred_at: when it happened, UTC.
        service: process that published it.
        request_id: the request that caused it.
        user_key: stands for the person it is about; see `person_key`.
        order_id: the order it is about.
        refund_id: the refund of lines that it is about.
        lines: product lines of the order, or of the refund.
        country: ISO 3166-1 alpha-2 code, `ZZ` for one that is no such code.
        channel: where the order came from.
        currency: ISO 4217 code.
        amount: exact, before rounding.
        charge_amount: money that moves, after rounding; None where nothing was rounded.
        business_date: day of the order's `ordered_at`, UTC.
    """

    event_id: UUID
    event_type: str
    occurred_at: datetime
    service: str
    request_id: str = ""
    user_key: str | None = None
    order_id: UUID | None = None
    refund_id: UUID | None = None
    lines: tuple[AnalyticsLine, ...] = ()
    country: str | None = None
    channel: str | None = None
    currency: str | None = None
    amount: Decimal | None = None
    charge_amount: Decimal | None = None
    business_date: date | None = None
