"""When somebody registers an address again, tell its owner."""

from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.domain.identity.events import RegistrationRepeated


class WhenRegistrationRepeatedTellOwner:
    """Mails the owner, who alone may know that there is an account."""

    def __init__(self, *, notifier: MailNotifier) -> None:
        self._notifier = notifier

    async def handle(self, incoming: IncomingEvent[RegistrationRepeated]) -> None:
        """Tell the owner, once.

        Raises:
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        letter = Letter(
            template="registration_repeated",
            recipient=event.email,
            subject="You already have an account",
            body=(
                f"Hello {event.name},\n\nsomebody, perhaps you, tried to open an account here.\n"
                "You have one already: log in, or ask for another password.\n"
                "If you never opened it, another password makes it yours alone.\n"
                "If it was not you, ignore this mail: nothing happened.\n"
            ),
        )
        await self._notifier.deliver(incoming, letter)
