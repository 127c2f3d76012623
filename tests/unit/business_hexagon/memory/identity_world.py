"""Everything that use cases of identity need, on one store and one clock."""

from collections.abc import Sequence
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.log_in import LogIn, LogInCommand
from business_hexagon.application.commands.identity.password_check import PasswordCheck
from business_hexagon.application.commands.identity.token_grant import (
    TokenGrant,
    new_session,
    user_grant,
)
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.one_time_token import OneTimePurpose, OneTimeToken
from business_hexagon.domain.identity.opaque_secret import hash_of
from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope
from business_hexagon.domain.identity.security_act import SecurityAct
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.split_token import SplitToken
from business_hexagon.domain.identity.user import Role, User

from tests.fakes.in_memory_identity import (
    InMemoryClientStandings,
    InMemoryLogInAttempts,
    InMemoryOAuthClients,
    InMemoryOneTimeTokens,
    InMemorySessions,
    InMemoryUserStandings,
)
from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.listed_password_strength import ListedPasswordStrength
from tests.fakes.plain_one_time_secrets import PlainOneTimeSecrets
from tests.fakes.plain_password_hasher import PlainPasswordHasher
from tests.fakes.plain_refresh_secrets import PlainRefreshSecrets
from tests.fakes.plain_token_issuer import PlainTokenIssuer
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import SteppingClock
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import ADA_ID, user

PASSWORD = "correct horse battery"
CLIENT_SECRET = "s" * 43
BROWSER = Actor.guest(request_id="request_1", address="192.0.2.7", user_agent="browser")
ADMIN = Actor.of_user(UUID(int=99), Role.ADMIN, request_id="request_1")


class IdentityWorld:
    """The ports of identity in memory; Ada has an account."""

    def __init__(self) -> None:
        self.clock = SteppingClock()
        self.writes = DisturbedWrites(self.clock)
        self.storage = self.writes.storage
        self.ids = SequentialIds()
        self.users = InMemoryUsers(self.storage)
        self.sessions = InMemorySessions(self.storage)
        self.one_time_tokens = InMemoryOneTimeTokens(self.storage)
        self.clients = InMemoryOAuthClients(self.storage)
        self.standings = InMemoryUserStandings(self.storage, self.clock)
        self.client_standings = InMemoryClientStandings(self.storage)
        self.attempts = InMemoryLogInAttempts(self.storage)
        self.hasher = PlainPasswordHasher()
        self.strength = ListedPasswordStrength()
        self.secrets = PlainOneTimeSecrets()
        self.refresh_secrets = PlainRefreshSecrets()
        self.tokens = PlainTokenIssuer(self.clock)
        self.writes.put(user())

    def passwords(self, *, require_verified_email: bool = False) -> PasswordCheck:
        """The check that every password goes through."""
        return PasswordCheck(
            users=self.users,
            hasher=self.hasher,
            attempts=self.attempts,
            writes=self.writes,
            ids=self.ids,
            clock=self.clock,
            require_verified_email=require_verified_email,
        )

    def log_in(self, *, require_verified_email: bool = False) -> LogIn:
        """The use case."""
        return LogIn(
            passwords=self.passwords(require_verified_email=require_verified_email),
            users=self.users,
            writes=self.writes,
            ids=self.ids,
            clock=self.clock,
            hasher=self.hasher,
            tokens=self.tokens,
            refresh_secrets=self.refresh_secrets,
        )

    async def logged_in(
        self,
        email: str = "ada@example.com",
        password: str = PASSWORD,
        scopes: frozenset[str] = frozenset(),
    ) -> TokenGrant:
        """Somebody logs in."""
        command = LogInCommand(actor=BROWSER, email=email, password=password, scopes=scopes)
        return await self.log_in().execute(command)

    def session_with(self, client_id: str) -> TokenGrant:
        """Ada has a session with a program."""
        opened = new_session(
            BROWSER,
            self.user(),
            self.refresh_secrets,
            session_id=self.ids.new(),
            client_id=client_id,
            scope=EVERY_SCOPE,
            now=self.clock.now(),
        )
        self.writes.put(opened.session)
        return user_grant(self.tokens, self.user(), opened.session, opened.refresh_token)

    def session_of(self, grant: TokenGrant) -> Session:
        """The stored session behind a grant."""
        token = SplitToken.parse(grant.refresh_token or "")
        assert token is not None
        session = self.storage.one(Session, token.token_id)
        assert session is not None
        return session

    async def actor_of(self, grant: TokenGrant) -> Actor:
        """The user behind a grant, with the session."""
        session = self.session_of(grant)
        stored = self.user(session.user_id)
        return Actor.of_user(stored.id, stored.role, session_id=session.id, request_id="request_1")

    def user(self, user_id: UUID = ADA_ID) -> User:
        """A stored user."""
        return self.writes.users[user_id]

    def is_open(self, session: Session) -> bool:
        """Whether the session as stored counts for its user as stored."""
        stored = self.storage.one(Session, session.id)
        assert stored is not None
        is_open = stored.is_open(self.clock.now())
        return is_open and self.user(stored.user_id).accepts_session(stored.opened_at)

    def put_client(
        self,
        client_id: str = "web_shop",
        *,
        secret: str | None = None,
        scopes: frozenset[Scope] = frozenset({Scope.ORDERS_READ, Scope.PROFILE_READ}),
    ) -> OAuthClient:
        """Let a program in; with a secret it is confidential."""
        client = OAuthClient.create(
            oauth_client_id=self.ids.new(),
            client_id=client_id,
            name="Web shop",
            secret_hash=None if secret is None else hash_of(secret),
            redirect_uris=("https://shop.example.com/signed_in",),
            scopes=scopes,
        )
        self.writes.put(client)
        return client

    def mailed(self, purpose: OneTimePurpose) -> str:
        """The newest token of a purpose, as its mail says."""
        tokens = [one for one in self.storage.all_of(OneTimeToken) if one.purpose is purpose]
        return self.secrets.text_of(purpose, tokens[-1].id)

    @property
    def acts(self) -> list[SecurityAct]:
        """The audit, oldest first."""
        return [recorded.act for recorded in self.storage.acts]

    @property
    def audit(self) -> list[str]:
        """The audit in short: `<act> <outcome>`."""
        return [f"{act.act} {act.outcome}" for act in self.acts]

    @property
    def told(self) -> Sequence[DomainEvent]:
        """What the others hear of, acts left out."""
        return [one for one in self.writes.published if one.event_type != "security.act_recorded"]
