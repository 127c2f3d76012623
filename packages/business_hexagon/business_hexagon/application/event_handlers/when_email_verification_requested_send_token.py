"""When an address is to be proven, mail what proves it."""

from business_hexagon.application.event_handlers.mail_links import MailLinks
from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.one_time_token_events import EmailVerificationRequested
from business_hexagon.domain.identity.split_token import SplitToken


class WhenEmailVerificationRequestedSendToken:
    """Mails a token that only the reader of the address gets to see.

    When the address is not the account's yet, the present one is told: its owner learns that
    somebody is about to take over the account in time to choose another password.

    The secret is computed here: no event, no row and no log holds it.
    """

    def __init__(
        self, *, notifier: MailNotifier, secrets: OneTimeSecrets, links: MailLinks, users: Users
    ) -> None:
        self._notifier = notifier
        self._secrets = secrets
        self._links = links
        self._users = users

    async def handle(self, incoming: IncomingEvent[EmailVerificationRequested]) -> None:
        """Mail the token, once.

        Raises:
            StorageUnavailable: the data service does not answer.
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        secret = self._secrets.secret_of(OneTimePurpose.EMAIL_VERIFICATION, event.token_id)
        token = SplitToken(event.token_id, secret).text
        letter = Letter(
            template="email_verification_requested",
            recipient=event.email,
            subject="Confirm your address",
            body=(
                f"Hello {event.name},\n\nconfirm here that this is your address, with the password"
                " of your account:\n\n"
                f"{self._links.verify_email}{token}\n\n"
                f"It works once, until {event.expires_at:%Y-%m-%d %H:%M} UTC.\n"
                "If you did not ask for it, ignore this mail: nothing will happen.\n"
            ),
        )
        await self._notifier.deliver(incoming, letter, *await self._warnings(event))

    async def _warnings(self, event: EmailVerificationRequested) -> tuple[Letter, ...]:
        user = await self._users.get(event.user_id)
        if user is None or user.email is None or user.email.value == event.email:
            return ()
        return (
            Letter(
                template="email_change_requested",
                recipient=user.email.value,
                subject="Somebody wants to change your address",
                body=(
                    f"Hello {user.name},\n\nsomebody who knows your password, perhaps you, asked to"
                    " use another address for your account.\n"
                    "It counts as soon as that address is confirmed.\n"
                    "If it was not you, choose another password now: that stops it.\n"
                ),
            ),
        )
