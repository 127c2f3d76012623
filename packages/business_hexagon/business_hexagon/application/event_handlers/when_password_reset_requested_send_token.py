"""When somebody forgot the password, mail what lets one choose another."""

from business_hexagon.application.event_handlers.mail_links import MailLinks
from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.one_time_token_events import PasswordResetRequested
from business_hexagon.domain.identity.split_token import SplitToken


class WhenPasswordResetRequestedSendToken:
    """Mails a token that only the reader of the address gets to see.

    The secret is computed here: no event, no row and no log holds it.
    """

    def __init__(
        self, *, notifier: MailNotifier, secrets: OneTimeSecrets, links: MailLinks
    ) -> None:
        self._notifier = notifier
        self._secrets = secrets
        self._links = links

    async def handle(self, incoming: IncomingEvent[PasswordResetRequested]) -> None:
        """Mail the token, once.

        Raises:
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        secret = self._secrets.secret_of(OneTimePurpose.PASSWORD_RESET, event.token_id)
        token = SplitToken(event.token_id, secret).text
        letter = Letter(
            template="password_reset_requested",
            recipient=event.email,
            subject="Choose another password",
            body=(
                f"Hello {event.name},\n\nhere you can choose another password:\n\n"
                f"{self._links.reset_password}{token}\n\n"
                f"It works once, until {event.expires_at:%Y-%m-%d %H:%M} UTC.\n"
                "If you did not ask for it, ignore this mail: your password stays as it is.\n"
            ),
        )
        await self._notifier.deliver(incoming, letter)
