"""Between an order's values and the primitives of its events."""

from uuid import UUID

from business_hexagon.domain.ordering.events import (
    OrderCreated,
    OrderedLine,
    OrderRefundRequested,
    RefundedLine,
)
from business_hexagon.domain.ordering.order_draft import OrderDraft
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.ordering.refund import Refund, RefundLine, RefundStatus
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.quantity import Quantity
from business_hexagon.domain.values.sku import Sku


def created(order_id: UUID, draft: OrderDraft) -> OrderCreated:
    """The event that places the draft."""
    total = draft.total
    return OrderCreated(
        order_id=order_id,
        user_id=draft.user_id,
        contact_email=None if draft.contact_email is None else draft.contact_email.value,
        channel=draft.channel,
        reference=draft.reference,
        ordered_at=draft.ordered_at,
        currency=draft.currency,
        shipping_address=draft.shipping_address,
        lines=tuple(_ordered_line(line) for line in draft.lines),
        total=total.amount,
        charge_amount=total.rounded().amount,
        payment_method=draft.payment_method,
    )


def draft_of(event: OrderCreated) -> OrderDraft:
    """The draft that the event placed."""
    return OrderDraft(
        user_id=event.user_id,
        contact_email=None if event.contact_email is None else Email(event.contact_email),
        channel=event.channel,
        reference=event.reference,
        ordered_at=event.ordered_at,
        currency=event.currency,
        shipping_address=event.shipping_address,
        lines=tuple(
            OrderLine(
                line_no=line.line_no,
                kind=line.kind,
                product_id=line.product_id,
                sku=Sku(line.sku),
                description=line.description,
                quantity=Quantity(line.quantity),
                unit_price=Money(line.unit_price, event.currency),
            )
            for line in event.lines
        ),
        payment_method=event.payment_method,
    )


def refunded_lines(lines: tuple[RefundLine, ...]) -> tuple[RefundedLine, ...]:
    """The lines of a refund as its event tells them."""
    return tuple(
        RefundedLine(line_no=line.line_no, quantity=line.quantity, amount=line.amount.amount)
        for line in lines
    )


def refund_of(event: OrderRefundRequested, currency: str) -> Refund:
    """The refund that the event requested."""
    return Refund(
        id=event.refund_id,
        status=RefundStatus.REQUESTED,
        reason=event.reason,
        reference=event.reference,
        lines=tuple(
            RefundLine(
                line_no=line.line_no, quantity=line.quantity, amount=Money(line.amount, currency)
            )
            for line in event.lines
        ),
        amount=Money(event.amount, currency),
        charge_amount=Money(event.charge_amount, currency),
        requested_at=event.requested_at,
    )


def _ordered_line(line: OrderLine) -> OrderedLine:
    return OrderedLine(
        line_no=line.line_no,
        kind=line.kind,
        product_id=line.product_id,
        sku=line.sku.value,
        description=line.description,
        quantity=line.quantity.value,
        unit_price=line.unit_price.amount,
        amount=line.amount.amount,
    )
