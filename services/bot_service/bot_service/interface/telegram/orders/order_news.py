"""What a customer is told of an order, besides its message that changes."""

from html import escape
from typing import Final

from aiogram.utils.i18n import gettext as _
from integration_events.event_data import EventData
from integration_events.payment_events import PaymentRefunded
from integration_events.refund_request_events import RefundRequestDeclined

from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.orders.order_number import order_number
from bot_service.interface.telegram.orders.order_status_text import cancelled_text
from bot_service.interface.telegram.orders.shown_order import ShownOrder

NEWS: Final = frozenset(
    {"order.completed", "order.cancelled", "payment.refunded", "refund_request.declined"}
)
"""Types of events that are worth a notification."""


def news_of(data: EventData, order: ShownOrder) -> str:
    """One of the news in a sentence or two.

    Args:
        data: Of the event.
        order: As it is by now.
    """
    number = order_number(order.id)
    match data:
        case PaymentRefunded():
            amount = money(data.amount, data.currency)
            text = _("↩️ {amount} of your order {number} went back to you.")
            return text.format(amount=amount, number=number)
        case RefundRequestDeclined():
            text = _("✍️ About your refund for order {number}: we could not agree to it.\n{reason}")
            return text.format(number=number, reason=escape(data.reason))
        case _ if order.status == "cancelled":
            heading = _("❌ About your order {number}:").format(number=number)
            return f"{heading}\n{cancelled_text(order)}"
        case _:
            text = _("✅ Your order {number} is completed. Thank you, and enjoy!")
            return text.format(number=number)
