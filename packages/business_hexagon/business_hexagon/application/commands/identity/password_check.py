"""Proving who one is with a password: the same for every use case that asks for one."""

import asyncio
from weakref import WeakValueDictionary

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.log_in_attempts_reader import LogInAttemptsReader
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import (
    EmailNotVerified,
    LogInLocked,
    WrongCredentials,
)
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.password import LONGEST
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


class PasswordCheck:
    """Finds the user of an address and a password, and records every refusal.

    An address without an account is counted, locked and made to wait like any other, and a
    password is verified whoever asks, so that neither the answer nor its time tells who has an
    account. Passwords for one address are looked at one after the other: of many guesses that come
    at once, the later ones meet the failures of the earlier.

    Args:
        users: the accounts.
        hasher: verifies passwords.
        attempts: how often log ins failed.
        writes: records refusals.
        ids: identities of the records.
        clock: the time.
        require_verified_email: refuse who never proved to read mail at the address.
    """

    def __init__(
        self,
        *,
        users: Users,
        hasher: PasswordHasher,
        attempts: LogInAttemptsReader,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        require_verified_email: bool,
    ) -> None:
        self._users = users
        self._hasher = hasher
        self._attempts = attempts
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._require_verified_email = require_verified_email
        self._turns = WeakValueDictionary[str, asyncio.Lock]()

    async def verified(self, actor: Actor, email: Email, password: str) -> User:
        """The user whose address and password these are.

        Raises:
            LogInLocked: too many failures; the password was not looked at.
            WrongCredentials: no such account, another password, or the account is closed.
            EmailNotVerified: all is right, but the address was never proven.
            StorageUnavailable: the data service does not answer.
        """
        user = await self.holder(actor, email, password)
        if self._require_verified_email and user.email_verified_at is None:
            key = subject_key(email)
            await self._refuse(SecurityActKind.LOG_IN, actor, "email_not_verified", key, user)
            raise EmailNotVerified
        return user

    async def holder(self, actor: Actor, email: Email, password: str) -> User:
        """The same, for whoever is about to prove the address: it need not be proven yet.

        Raises:
            LogInLocked: too many failures; the password was not looked at.
            WrongCredentials: no such account, another password, or the account is closed.
            StorageUnavailable: the data service does not answer.
        """
        key = subject_key(email)
        # Whoever waits or is at it keeps the lock alive.
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            return await self._holder(actor, email, password, key)

    async def _holder(self, actor: Actor, email: Email, password: str, key: str) -> User:
        attempts = await self._attempts.of(key)
        try:
            attempts.require_patience(self._clock.now())
        except LogInLocked:
            # Not counted as a failure: else whoever keeps trying would lock for ever.
            await self._refuse(SecurityActKind.LOG_IN_LOCKED, actor, "locked", key, None)
            raise
        user = await self._users.by_email(email)
        if not await self._is_right(user, password) or user is None or not user.is_active:
            await self._refuse(SecurityActKind.LOG_IN_FAILED, actor, "wrong_credentials", key, user)
            raise WrongCredentials
        return user

    async def _is_right(self, user: User | None, password: str) -> bool:
        # No stored password is longer than LONGEST: a longer one is wrong, and costs no more.
        fits = len(password) <= LONGEST
        password_hash = user.password_hash if user is not None and fits else None
        return await self._hasher.verify(password[:LONGEST], password_hash or None)

    async def _refuse(
        self, act: SecurityActKind, actor: Actor, reason: str, key: str, user: User | None
    ) -> None:
        subject_id = None if user is None else user.id
        refusal = self._acts.refused(act, actor, reason, subject_id=subject_id, subject_key=key)
        await self._writes.commit(Change(security_acts=(refusal,)))
