"""When an order is done, tell its customer."""

from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.event_handlers.recipients import address_of
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.ordering.events import OrderCompleted


class WhenOrderCompletedNotifyCustomer:
    """Sends a mail of confirmation."""

    def __init__(self, *, users: Users, notifier: MailNotifier) -> None:
        self._users = users
        self._notifier = notifier

    async def handle(self, incoming: IncomingEvent[OrderCompleted]) -> None:
        """Tell the customer, once.

        Raises:
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        letter = Letter(
            template="order_completed",
            recipient=await address_of(self._users, event.user_id, event.contact_email),
            subject="Your order is complete",
            body=(
                f"Hello,\n\nyour order {event.order_id} is paid and complete.\n"
                f"Charged: {event.charge_amount:f} {event.currency}\n"
            ),
            order_id=event.order_id,
        )
        await self._notifier.deliver(incoming, letter)
