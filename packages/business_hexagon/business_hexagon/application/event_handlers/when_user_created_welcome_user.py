"""When an account was opened, welcome its owner."""

from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.domain.identity.events import UserCreated


class WhenUserCreatedWelcomeUser:
    """Sends a mail of welcome."""

    def __init__(self, *, notifier: MailNotifier) -> None:
        self._notifier = notifier

    async def handle(self, incoming: IncomingEvent[UserCreated]) -> None:
        """Welcome the user, once.

        Raises:
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        letter = Letter(
            template="user_created",
            recipient=event.email,
            subject="Welcome",
            body=f"Hello {event.name},\n\nyour account is open. Welcome!\n",
        )
        await self._notifier.deliver(incoming, letter)
