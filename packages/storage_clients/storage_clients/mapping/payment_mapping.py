"""Payments."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.payments.events import (
    PaymentFailed,
    PaymentPending,
    PaymentProcessed,
    PaymentRefunded,
)
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.payments.payment_status import PaymentStatus
from business_hexagon.domain.values.money import Money
from storage_contracts.rows.payment_row import PaymentRow, PaymentWrite

from storage_clients.mapping.stored_entity import stored_entity

__all__ = ["STORED_PAYMENT", "payment_from_row", "payment_write"]

_EVENTS: Final = (PaymentPending, PaymentProcessed, PaymentFailed, PaymentRefunded)


def payment_from_row(row: PaymentRow) -> Payment:
    """Rebuild a payment."""
    return Payment.restore(
        payment_id=row.id,
        order_id=row.order_id,
        status=PaymentStatus(row.status),
        amount=Money(row.amount, row.currency),
        refunded_amount=Money(row.refunded_amount, row.currency),
        gateway=row.gateway,
        gateway_reference=row.gateway_reference,
        failure_reason=row.failure_reason,
        version=row.version,
        created_at=row.created_at,
    )


def payment_write(payment: Payment, now: datetime) -> PaymentWrite:
    """The row that a payment's pending events lead to."""
    return PaymentWrite(
        expected_version=payment.loaded_version,
        row=PaymentRow(
            id=payment.id,
            order_id=payment.order_id,
            status=payment.status.value,
            amount=payment.amount.amount,
            refunded_amount=payment.refunded_amount.amount,
            currency=payment.amount.currency,
            gateway=payment.gateway,
            gateway_reference=payment.gateway_reference,
            failure_reason=payment.failure_reason,
            version=payment.version,
            created_at=payment.created_at or now,
            updated_at=now,
        ),
    )


def _from_events(events: Iterable[DomainEvent]) -> Payment:
    return Payment.from_events(event for event in events if isinstance(event, _EVENTS))


STORED_PAYMENT: Final = stored_entity(
    Payment,
    events=_EVENTS,
    resource="payments",
    row=PaymentRow,
    write=payment_write,
    fold=_from_events,
)
