"""When money goes back, tell its owner."""

from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.event_handlers.recipients import address_of
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.payments.events import PaymentRefunded


class WhenPaymentRefundedNotifyCustomer:
    """Sends a mail that says how much."""

    def __init__(self, *, users: Users, notifier: MailNotifier) -> None:
        self._users = users
        self._notifier = notifier

    async def handle(self, incoming: IncomingEvent[PaymentRefunded]) -> None:
        """Tell the customer, once.

        Raises:
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        letter = Letter(
            template="payment_refunded",
            recipient=await address_of(self._users, event.user_id, event.contact_email),
            subject="Your refund is on its way",
            body=(
                f"Hello,\n\n{event.amount:f} {event.currency} of your order {event.order_id} "
                "are on their way back to you.\n"
            ),
            order_id=event.order_id,
        )
        await self._notifier.deliver(incoming, letter)
