"""Choose another password with a token that was mailed."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.mailed_token_proof import MailedTokenProof
from business_hexagon.application.commands.identity.password_policy import PasswordPolicy
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.password_strength import PasswordStrength
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class ResetPasswordCommand:
    """Somebody who forgot his password chooses another.

    Attributes:
        actor: anybody; the token says for whom.
        token: as mailed.
        password: as typed, 12 to 128 characters that nobody guesses soon.
    """

    actor: Actor
    token: str = field(repr=False)
    password: str = field(repr=False)


class ResetPassword:
    """Changes the password and ends every session: one of them may be a thief's.

    Who reads the account's mail has proven the address too, and with the password of his own choice
    the account. So the owner of an address takes over what a stranger opened with it, and nothing
    of the stranger's stays good: neither password, sessions, codes and chats nor a change of the
    address that he asked for. Failed log ins are forgotten.
    """

    def __init__(
        self,
        *,
        users: Users,
        one_time_tokens: OneTimeTokens,
        secrets: OneTimeSecrets,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        hasher: PasswordHasher,
        strength: PasswordStrength,
    ) -> None:
        self._proof = MailedTokenProof(
            OneTimePurpose.PASSWORD_RESET,
            SecurityActKind.PASSWORD_RESET,
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
        self._policy = PasswordPolicy(hasher, strength)

    async def execute(self, command: ResetPasswordCommand) -> None:
        """Change the password, once for each token.

        Raises:
            InvalidOneTimeToken: wrong, used or too old; or the account was closed, or its address
                or password changed since.
            WeakPassword: the password breaks the policy; the token can be used again.
            TooManyConflicts: others kept changing the account.
            StorageUnavailable: the data service does not answer.
        """
        await take_turns(lambda: self._reset(command), stream="one_time_token")

    async def _reset(self, command: ResetPasswordCommand) -> None:
        token, user = await self._proof.accepted(command.actor, command.token)
        email = user.log_in_email()
        password_hash = await self._policy.hash_of(command.password, email, user.name)
        now = self._clock.now()
        user.change_password(password_hash, "reset")
        user.close_sessions(now)
        user.verify_email(email, now)
        token.use(now)
        act = self._acts.done(
            SecurityActKind.PASSWORD_RESET,
            command.actor,
            subject_id=user.id,
            subject_key=subject_key(email),
        )
        await self._writes.commit(Change(saves=(token, user), security_acts=(act,)))
