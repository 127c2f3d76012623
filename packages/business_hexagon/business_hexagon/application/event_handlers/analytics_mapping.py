"""What each published event means to the reports."""

import re
from decimal import Decimal
from typing import Final

from business_hexagon.application.event_handlers.json_fields import (
    amount_of,
    object_of,
    objects_of,
    text_of,
    utc_date_of,
    uuid_of,
    whole_number_of,
)
from business_hexagon.application.ports.published_event import JsonObject, PublishedEvent
from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent, AnalyticsLine
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.person_key import person_key

PERSON_FIELDS: Final = ("user_id", "contact_email", "completed_by", "created_by")
"""Where an event names the person that it is about, the surest first."""

NOT_THE_ACTORS: Final = frozenset(
    {"order", "payment", "stock", "workflow", "notification", "security"}
)
"""Entities whose events are about a customer, whoever caused them: staff places orders too. And
the audit is no report on anybody's behaviour."""

MONEY_MOVES: Final = frozenset(
    {
        "order.created",
        "order.completed",
        "order.refund_requested",
        "payment.processed",
        "payment.refunded",
    },
)
COUNTRY_CODE: Final = re.compile(r"[A-Z]{2}")
NO_COUNTRY: Final = "ZZ"
"""Of the codes that ISO 3166-1 leaves to users, the one that statisticians take for unknown."""

LONGEST_DESCRIPTION: Final = 255


def analytics_event_of(event: PublishedEvent) -> AnalyticsEvent:
    """Keep of an event what the reports need, and nothing personal.

    Raises:
        InvalidValue: a field has a shape that its schema does not allow.
    """
    data = event.data
    moves_money = event.event_type in MONEY_MOVES
    return AnalyticsEvent(
        event_id=event.event_id,
        event_type=event.event_type,
        occurred_at=event.timestamp,
        service=event.service,
        request_id=event.request_id,
        user_key=_user_key(event),
        order_id=uuid_of(data, "order_id"),
        refund_id=uuid_of(data, "refund_id"),
        lines=_lines(event),
        country=_country(data),
        channel=text_of(data, "channel") if event.event_type.startswith("order.") else None,
        currency=text_of(data, "currency") if moves_money else None,
        amount=_exact(data) if moves_money else None,
        charge_amount=amount_of(data, "charge_amount") if moves_money else None,
        business_date=utc_date_of(data, "ordered_at"),
    )


def _user_key(event: PublishedEvent) -> str | None:
    for field in PERSON_FIELDS:
        person = text_of(event.data, field)
        if person is not None:
            return person_key(person)
    entity = event.event_type.partition(".")[0]
    if event.user_id is None or entity in NOT_THE_ACTORS:
        return None
    return person_key(event.user_id)


def _exact(data: JsonObject) -> Decimal | None:
    total = amount_of(data, "total")
    return amount_of(data, "amount") if total is None else total


def _country(data: JsonObject) -> str | None:
    country = text_of(data, "country") or text_of(object_of(data, "shipping_address"), "country")
    if country is None:
        return None
    return country if COUNTRY_CODE.fullmatch(country) else NO_COUNTRY


def _lines(event: PublishedEvent) -> tuple[AnalyticsLine, ...]:
    if event.event_type not in {"order.created", "order.refund_requested"}:
        return ()
    # The lines of a refund do not say their kind; their numbers tell it where they are joined.
    return tuple(
        _line(line)
        for line in objects_of(event.data, "lines")
        if text_of(line, "kind") in {None, "product"}
    )


def _line(line: JsonObject) -> AnalyticsLine:
    amount = amount_of(line, "amount")
    if amount is None:
        raise InvalidValue("lines.amount", "is missing")
    return AnalyticsLine(
        line_no=whole_number_of(line, "line_no"),
        quantity=whole_number_of(line, "quantity"),
        amount=amount,
        product_id=uuid_of(line, "product_id"),
        sku=text_of(line, "sku"),
        description=(text_of(line, "description") or "")[:LONGEST_DESCRIPTION],
    )
