"""When an order was cancelled, tell its customer."""

from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.event_handlers.recipients import address_of
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.ordering.events import OrderCancelled


class WhenOrderCancelledNotifyCustomer:
    """Sends a mail that says why."""

    def __init__(self, *, users: Users, notifier: MailNotifier) -> None:
        self._users = users
        self._notifier = notifier

    async def handle(self, incoming: IncomingEvent[OrderCancelled]) -> None:
        """Tell the customer, once.

        Raises:
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        letter = Letter(
            template="order_cancelled",
            recipient=await address_of(self._users, event.user_id, event.contact_email),
            subject="Your order was cancelled",
            body=(
                f"Hello,\n\nyour order {event.order_id} was cancelled: "
                f"{event.reason.replace('_', ' ')}.\nNothing of it is charged.\n"
            ),
            order_id=event.order_id,
        )
        await self._notifier.deliver(incoming, letter)
