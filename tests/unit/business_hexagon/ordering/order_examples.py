"""Orders to try rules on."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_draft import OrderDraft
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.quantity import Quantity
from business_hexagon.domain.values.sku import Sku

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
CUSTOMER_ID = UUID(int=1)
ORDER_ID = UUID(int=100)
PAYMENT_ID = UUID(int=200)
REFUND_ID = UUID(int=300)


def line(
    line_no: int,
    price: str = "2.55",
    quantity: int = 1,
    kind: LineKind = LineKind.PRODUCT,
    currency: str = "GBP",
) -> OrderLine:
    """One line of an order."""
    return OrderLine(
        line_no=line_no,
        kind=kind,
        product_id=UUID(int=line_no) if kind is LineKind.PRODUCT else None,
        sku=Sku(f"sku_{line_no}"),
        description="White metal lantern",
        quantity=Quantity(quantity),
        unit_price=Money(Decimal(price), currency),
    )


def draft(
    *lines: OrderLine,
    currency: str = "GBP",
    user_id: UUID | None = CUSTOMER_ID,
    contact_email: Email | None = None,
    reference: str | None = None,
    ordered_at: datetime = NOW,
) -> OrderDraft:
    """What somebody wants to order."""
    return OrderDraft(
        user_id=user_id,
        contact_email=contact_email,
        channel="web",
        reference=reference,
        ordered_at=ordered_at,
        currency=currency,
        shipping_address=Address(country="GB"),
        lines=lines,
        payment_method="card_approve",
    )


def pending_order(*lines: OrderLine, contact_email: Email | None = None) -> Order:
    """A new order."""
    return Order.place(ORDER_ID, draft(*(lines or (line(1),)), contact_email=contact_email))


def completed_order(*lines: OrderLine) -> Order:
    """An order that can be refunded."""
    order = pending_order(*lines)
    order.confirm(PAYMENT_ID)
    order.complete(NOW)
    return order
