"""Orders with their lines and refunds."""

from datetime import datetime

from business_hexagon.domain.ordering.events import (
    OrderRefundCompleted,
    OrderRefundFailed,
    OrderRefundRequested,
)
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_draft import OrderDraft
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.ordering.order_status import OrderStatus
from business_hexagon.domain.ordering.refund import Refund, RefundLine, RefundStatus
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.quantity import Quantity
from business_hexagon.domain.values.sku import Sku
from storage_contracts.rows.order_row import (
    AddressValue,
    LineRefund,
    OrderHeader,
    OrderLineRow,
    OrderRow,
    OrderWrite,
    RefundLineValue,
    RefundRow,
)

__all__ = ["order_from_row", "order_row", "order_write"]


def order_from_row(row: OrderRow) -> Order:
    """Rebuild an order."""
    return Order.restore(
        order_id=row.id,
        draft=OrderDraft(
            user_id=row.user_id,
            contact_email=None if row.contact_email is None else Email(row.contact_email),
            channel=row.channel,
            reference=row.reference,
            ordered_at=row.ordered_at,
            currency=row.currency,
            shipping_address=_address(row.shipping_address),
            lines=tuple(_line(line, row.currency) for line in row.lines),
            payment_method=row.payment_method,
        ),
        status=OrderStatus(row.status),
        refunds=tuple(_refund(refund, row.currency) for refund in row.refunds),
        cancellation_reason=row.cancellation_reason,
        completed_at=row.completed_at,
        version=row.version,
        created_at=row.created_at,
    )


def order_row(order: Order, now: datetime) -> OrderRow:
    """The whole of a new order."""
    # Every part is a checked model already; checking them again would cost as much once more.
    return OrderRow.model_construct(
        **_header(order, now).__dict__,
        lines=[_line_row(line) for line in order.lines],
        refunds=[_refund_row(refund, order) for refund in order.refunds],
    )


def order_write(order: Order, now: datetime) -> OrderWrite:
    """What an order's pending events change: its header, and the refunds and lines they touch."""
    touched = {
        event.refund_id
        for event in order.pending
        if isinstance(event, OrderRefundRequested | OrderRefundCompleted | OrderRefundFailed)
    }
    refunds = [refund for refund in order.refunds if refund.id in touched]
    line_numbers = {line.line_no for refund in refunds for line in refund.lines}
    return OrderWrite(
        expected_version=order.loaded_version,
        row=_header(order, now),
        refunded_lines=[
            LineRefund(line_no=line.line_no, refunded_quantity=line.refunded_quantity)
            for line in order.lines
            if line.line_no in line_numbers
        ],
        refunds=[_refund_row(refund, order) for refund in refunds],
    )


def _header(order: Order, now: datetime) -> OrderHeader:
    return OrderHeader(
        id=order.id,
        user_id=order.user_id,
        contact_email=None if order.contact_email is None else order.contact_email.value,
        channel=order.channel,
        reference=order.reference,
        status=order.status.value,
        currency=order.currency,
        shipping_address=AddressValue.model_validate(order.shipping_address),
        payment_method=order.payment_method,
        total=order.total.amount,
        charge_amount=order.charge_amount.amount,
        refunded_amount=order.refunded_amount.amount,
        refunded_charge_amount=order.refunded_charge_amount.amount,
        cancellation_reason=order.cancellation_reason,
        ordered_at=order.ordered_at,
        completed_at=order.completed_at,
        version=order.version,
        created_at=order.created_at or now,
        updated_at=now,
    )


def _line_row(line: OrderLine) -> OrderLineRow:
    return OrderLineRow(
        line_no=line.line_no,
        kind=line.kind.value,
        product_id=line.product_id,
        sku=line.sku.value,
        description=line.description,
        quantity=line.quantity.value,
        unit_price=line.unit_price.amount,
        amount=line.amount.amount,
        refunded_quantity=line.refunded_quantity,
    )


def _line(row: OrderLineRow, currency: str) -> OrderLine:
    return OrderLine(
        line_no=row.line_no,
        kind=LineKind(row.kind),
        product_id=row.product_id,
        sku=Sku(row.sku),
        description=row.description,
        quantity=Quantity(row.quantity),
        unit_price=Money(row.unit_price, currency),
        refunded_quantity=row.refunded_quantity,
    )


def _refund_row(refund: Refund, order: Order) -> RefundRow:
    return RefundRow(
        id=refund.id,
        order_id=order.id,
        status=refund.status.value,
        reason=refund.reason,
        reference=refund.reference,
        lines=[
            RefundLineValue(line_no=line.line_no, quantity=line.quantity, amount=line.amount.amount)
            for line in refund.lines
        ],
        amount=refund.amount.amount,
        charge_amount=refund.charge_amount.amount,
        requested_at=refund.requested_at,
        completed_at=refund.completed_at,
    )


def _refund(row: RefundRow, currency: str) -> Refund:
    return Refund(
        id=row.id,
        status=RefundStatus(row.status),
        reason=row.reason,
        reference=row.reference,
        lines=tuple(
            RefundLine(
                line_no=line.line_no,
                quantity=line.quantity,
                amount=Money(line.amount, currency),
            )
            for line in row.lines
        ),
        amount=Money(row.amount, currency),
        charge_amount=Money(row.charge_amount, currency),
        requested_at=row.requested_at,
        completed_at=row.completed_at,
    )


def _address(value: AddressValue) -> Address:
    return Address(
        country=value.country,
        city=value.city,
        postal_code=value.postal_code,
        line1=value.line1,
        line2=value.line2,
        recipient=value.recipient,
    )
