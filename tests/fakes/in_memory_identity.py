"""The ports that load identity, in memory."""

from uuid import UUID

from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.user_standings import Standing
from business_hexagon.domain.identity.lockout import LogInAttempts
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind, SecurityOutcome
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.user import User

from tests.fakes.in_memory_storage import InMemoryStorage

_FORGIVING = (SecurityActKind.LOG_IN, SecurityActKind.PASSWORD_RESET)


class InMemorySessions:
    """Implements `Sessions`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, session_id: UUID) -> Session | None:
        """See `Sessions.get`."""
        return self._storage.one(Session, session_id)


class InMemoryOneTimeTokens:
    """Implements `OneTimeTokens`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, token_id: UUID) -> OneTimeToken | None:
        """See `OneTimeTokens.get`."""
        return self._storage.one(OneTimeToken, token_id)


class InMemoryOAuthClients:
    """Implements `OAuthClients`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, client_id: str) -> OAuthClient | None:
        """See `OAuthClients.get`."""
        every = self._storage.all_of(OAuthClient)
        return next((client for client in every if client.client_id == client_id), None)


class InMemoryUserStandings:
    """Implements `UserStandings`, without a cache."""

    def __init__(self, storage: InMemoryStorage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def of(self, user_id: UUID, session_id: UUID | None) -> Standing | None:
        """See `UserStandings.of`."""
        user = self._storage.one(User, user_id)
        if user is None:
            return None
        session = None if session_id is None else self._storage.one(Session, session_id)
        return Standing(
            role=user.role,
            is_active=user.is_active,
            sessions_valid_from=user.sessions_valid_from,
            session_open=session is not None
            and session.user_id == user_id
            and session.is_open(self._clock.now())
            and (user.sessions_valid_from is None or session.opened_at >= user.sessions_valid_from),
        )


class InMemoryClientStandings:
    """Implements `ClientStandings`, without a cache."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._clients = InMemoryOAuthClients(storage)

    async def of(self, client_id: str) -> frozenset[Scope] | None:
        """See `ClientStandings.of`."""
        client = await self._clients.get(client_id)
        return client.scopes if client is not None and client.is_active else None


class InMemoryLogInAttempts:
    """Implements `LogInAttemptsReader`: walks through the whole audit."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def of(self, subject_key: str) -> LogInAttempts:
        """See `LogInAttemptsReader.of`."""
        attempts = LogInAttempts()
        for recorded in self._storage.acts:
            act = recorded.act
            if act.subject_key != subject_key:
                continue
            if act.act in _FORGIVING and act.outcome is SecurityOutcome.OK:
                attempts = LogInAttempts()
            elif act.act is SecurityActKind.LOG_IN_FAILED:
                attempts = LogInAttempts(attempts.failures + 1, recorded.recorded_at)
        return attempts
