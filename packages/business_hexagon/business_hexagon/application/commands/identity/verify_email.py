"""Prove that one reads the mail of an address, and holds the account."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.mailed_token_proof import MailedTokenProof
from business_hexagon.application.commands.identity.password_check import PasswordCheck
from business_hexagon.application.errors import NotUnique
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True)
class VerifyEmailCommand:
    """Somebody types, or follows, what was mailed.

    Attributes:
        actor: anybody; the token says for whom.
        token: as mailed.
        password: as typed, the present one of the account.
    """

    actor: Actor
    token: str = field(repr=False)
    password: str = field(repr=False)


class VerifyEmail:
    """Takes the address that the token was mailed to as the proven one of the account.

    Two proofs are asked for, since each can be another's: whoever reads the mail need not be who
    opened the account. Else somebody could register a stranger's address with a password of his
    own and wait until its owner presses the button. The owner who wants the account resets its
    password, which leaves nothing of what was there.
    """

    def __init__(
        self,
        *,
        users: Users,
        passwords: PasswordCheck,
        one_time_tokens: OneTimeTokens,
        secrets: OneTimeSecrets,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> None:
        self._passwords = passwords
        self._proof = MailedTokenProof(
            OneTimePurpose.EMAIL_VERIFICATION,
            SecurityActKind.EMAIL_VERIFIED,
            users=users,
            one_time_tokens=one_time_tokens,
            secrets=secrets,
            writes=writes,
            ids=ids,
            clock=clock,
        )
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: VerifyEmailCommand) -> None:
        """Verify the address.

        Raises:
            InvalidOneTimeToken: wrong, used or too old; or the account was closed, has another
                address or password by now, or the new address became somebody else's.
            LogInLocked: too many wrong passwords.
            WrongCredentials: the password is another; the token can be used again.
            TooManyConflicts: others kept changing the account.
            StorageUnavailable: the data service does not answer.
        """
        await take_turns(lambda: self._verify(command), stream="one_time_token")

    async def _verify(self, command: VerifyEmailCommand) -> None:
        token, user = await self._proof.accepted(command.actor, command.token)
        # What changes while the password is verified meets the guard of the write.
        await self._passwords.holder(command.actor, user.log_in_email(), command.password)
        now = self._clock.now()
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
            raise await self._proof.refusal(command.actor, "address_taken", user.id) from error
