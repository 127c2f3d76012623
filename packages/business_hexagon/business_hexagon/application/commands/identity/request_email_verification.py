"""Ask for another mail that proves an address."""

from dataclasses import dataclass

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True)
class RequestEmailVerificationCommand:
    """Somebody did not get, or lost, the mail that proves his address.

    Attributes:
        actor: anybody.
        email: the address as typed.
    """

    actor: Actor
    email: str


class RequestEmailVerification:
    """Sends the mail again, to an open account whose address was never proven.

    Nothing tells whether there was anything to send: neither an answer nor, as far as one write
    is like another, its time.
    """

    def __init__(
        self, *, users: Users, writes: AtomicWrites, ids: IdGenerator, clock: Clock
    ) -> None:
        self._users = users
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: RequestEmailVerificationCommand) -> None:
        """Send the mail, if there is one to send.

        Raises:
            InvalidValue: the address is malformed.
            StorageUnavailable: the data service does not answer.
        """
        email = Email(command.email)
        kind, key = SecurityActKind.EMAIL_VERIFICATION_REQUESTED, subject_key(email)
        user = await self._users.by_email(email)
        if user is None or not user.is_active or user.email_verified_at is not None:
            act = self._acts.refused(kind, command.actor, "nothing_to_send", subject_key=key)
            await self._writes.commit(Change(security_acts=(act,)))
            return
        token = OneTimeToken.for_email(self._ids.new(), user, email, self._clock.now())
        act = self._acts.done(kind, command.actor, subject_id=user.id, subject_key=key)
        await self._writes.commit(Change(saves=(token,), security_acts=(act,)))
