"""Accepting a mailed token, and recording every one that is refused."""

from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.one_time_proof import OneTimeProof
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import InvalidOneTimeToken
from business_hexagon.domain.identity.one_time_token import OneTimePurpose, OneTimeToken
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.user import User


class MailedTokenProof:
    """Finds the token that somebody presents, and the account that it is for.

    Whoever is refused hears always the same; the audit keeps why. How many refusals one caller can
    have recorded is for the limits of the routes, as it is with failed log ins.

    Args:
        purpose: what the token has to be good for.
        act: what it lets one do, as the audit calls it.
        users: the accounts.
        one_time_tokens: where tokens are kept.
        secrets: what proves them.
        writes: records refusals.
        ids: identities of the records.
        clock: the time.
    """

    def __init__(
        self,
        purpose: OneTimePurpose,
        act: SecurityActKind,
        *,
        users: Users,
        one_time_tokens: OneTimeTokens,
        secrets: OneTimeSecrets,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> None:
        self._purpose = purpose
        self._act = act
        self._users = users
        self._proof = OneTimeProof(one_time_tokens, secrets)
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def accepted(self, actor: Actor, text: str) -> tuple[OneTimeToken, User]:
        """The token, which still works, and the open account that is as it was when it was mailed.

        Raises:
            InvalidOneTimeToken: wrong, used or too old; or the account was closed, or has another
                address or password by now.
            StorageUnavailable: the data service does not answer.
        """
        token = await self._proof.proven(self._purpose, text)
        if token is None:
            raise await self.refusal(actor, "unknown_token")
        if not token.works(self._clock.now()):
            raise await self.refusal(actor, "spent_token", token.user_id)
        user = await self._users.get(token.user_id)
        if user is None or not user.is_active or not token.is_bound_to(user):
            raise await self.refusal(actor, "account_changed", token.user_id)
        return token, user

    async def refusal(
        self, actor: Actor, reason: str, user_id: UUID | None = None
    ) -> InvalidOneTimeToken:
        """The error to raise, once the refusal is recorded.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        act = self._acts.refused(self._act, actor, reason, subject_id=user_id)
        await self._writes.commit(Change(security_acts=(act,)))
        return InvalidOneTimeToken()
