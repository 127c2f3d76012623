"""Choose another password with a token that was mailed."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.one_time_proof import OneTimeProof
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

    Who reads the account's mail has proven the address too. Failed log ins are forgotten.
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
        self._users = users
        self._proof = OneTimeProof(one_time_tokens, secrets)
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
        token = await self._proof.proven(OneTimePurpose.PASSWORD_RESET, command.token)
        if token is None or not token.works(self._clock.now()):
            raise InvalidOneTimeToken
        user = await self._users.get(token.user_id)
        if user is None or not user.is_active or not _is_of_present(token, user):
            raise InvalidOneTimeToken
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


def _is_of_present(token: OneTimeToken, user: User) -> bool:
    """Whether neither address nor password changed since the token was mailed."""
    payload = token.payload
    return payload["email"] == present_email(user) and payload["password_key"] == password_key(user)
