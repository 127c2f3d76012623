"""Prove that one reads the mail of an address."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.one_time_proof import OneTimeProof
from business_hexagon.application.errors import NotUnique
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import InvalidOneTimeToken
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.one_time_token import (
    OneTimePurpose,
    OneTimeToken,
    password_key,
    present_email,
)
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True)
class VerifyEmailCommand:
    """Somebody types, or follows, what was mailed.

    Attributes:
        actor: anybody; the token says for whom.
        token: as mailed.
    """

    actor: Actor
    token: str = field(repr=False)


class VerifyEmail:
    """Takes the address that the token was mailed to as the proven one of the account."""

    def __init__(
        self,
        *,
        users: Users,
        one_time_tokens: OneTimeTokens,
        secrets: OneTimeSecrets,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> None:
        self._users = users
        self._proof = OneTimeProof(one_time_tokens, secrets)
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: VerifyEmailCommand) -> None:
        """Verify the address.

        Raises:
            InvalidOneTimeToken: wrong, used or too old; or the account was closed, has another
                address or password by now, or the new address became somebody else's.
            TooManyConflicts: others kept changing the account.
            StorageUnavailable: the data service does not answer.
        """
        await take_turns(lambda: self._verify(command), stream="one_time_token")

    async def _verify(self, command: VerifyEmailCommand) -> None:
        token = await self._proof.proven(OneTimePurpose.EMAIL_VERIFICATION, command.token)
        now = self._clock.now()
        if token is None or not token.works(now):
            raise InvalidOneTimeToken
        user = await self._users.get(token.user_id)
        if user is None or not user.is_active or not _is_of_present(token, user):
            raise InvalidOneTimeToken
        email = Email(token.payload["email"])
        user.verify_email(email, now)
        token.use(now)
        act = self._acts.done(
            SecurityActKind.EMAIL_VERIFIED,
            command.actor,
            subject_id=user.id,
            subject_key=subject_key(email),
        )
        saves = (token, user) if user.pending else (token,)
        try:
            await self._writes.commit(Change(saves=saves, security_acts=(act,)))
        except NotUnique as error:
            # Told only to who reads the mail of that address, and in no other word than usual.
            raise InvalidOneTimeToken from error


def _is_of_present(token: OneTimeToken, user: User) -> bool:
    """Whether neither address nor password changed since the token was mailed."""
    has_address = token.payload["present_email"] == present_email(user)
    return has_address and token.payload["password_key"] == password_key(user)
