"""What authentication is made of, besides the data services' clients."""

from collections.abc import AsyncIterator

from business_hexagon.application.commands.identity.authenticate import Authenticate
from business_hexagon.application.commands.identity.password_check import PasswordCheck
from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.client_standings import ClientStandings
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.log_in_attempts_reader import LogInAttemptsReader
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.password_strength import PasswordStrength
from business_hexagon.application.ports.refresh_secrets import RefreshSecrets
from business_hexagon.application.ports.user_standings import UserStandings
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.oauth_client import OWN_CLIENT
from dishka import Provider, Scope, alias, provide
from redis_cache import CachedClientStandings, CachedUserStandings, RedisLink
from security_tokens.access_tokens import AccessClaims, AccessTokens
from security_tokens.one_time_secrets import HmacOneTimeSecrets
from security_tokens.password_hasher import Argon2PasswordHasher
from security_tokens.password_strength import ZxcvbnPasswordStrength
from security_tokens.refresh_secrets import HmacRefreshSecrets
from signed_tokens import SigningKeys
from storage_clients.http_client_standings import HttpClientStandings
from storage_clients.http_user_standings import HttpUserStandings

from api_service.interface.http.access.identification import Identification
from api_service.interface.http.identity.issuer import Issuer
from api_service.settings import ApiSettings


class CachedStandings:
    """Knows which tokens can be authenticated without asking anybody.

    Args:
        users: What is remembered of users.
        clients: What is remembered of clients.
    """

    def __init__(self, users: CachedUserStandings, clients: CachedClientStandings) -> None:
        self._users = users
        self._clients = clients

    def is_at_hand(self, claims: AccessClaims) -> bool:
        """See `StandingsAtHand.is_at_hand`."""
        if claims.client_id != OWN_CLIENT and not self._clients.is_at_hand(claims.client_id):
            return False
        if claims.user_id is None:
            return True
        return self._users.is_at_hand(claims.user_id, claims.session_id)


class IdentityAdapters(Provider):
    """Provides tokens, hashes, standings and what stands between a token and an actor.

    Args:
        settings: Keys, and how strict to be.
    """

    scope = Scope.APP

    def __init__(self, settings: ApiSettings) -> None:
        super().__init__()
        self._settings = settings

    @provide
    def tokens(self, issuer: Issuer) -> AccessTokens:
        """Issues and verifies access tokens."""
        return AccessTokens(SigningKeys(self._settings.token_keys), issuer=issuer)

    token_issuer = alias(source=AccessTokens, provides=AccessTokenIssuer)

    @provide
    def issuer(self) -> Issuer:
        """What we call ourselves in tokens."""
        return Issuer(self._settings.token_issuer.rstrip("/"))

    @provide
    async def hasher(self) -> AsyncIterator[PasswordHasher]:
        """Hashes passwords off the event loop."""
        hasher = Argon2PasswordHasher()
        yield hasher
        hasher.close()

    @provide
    def strength(self) -> PasswordStrength:
        """Judges passwords."""
        return ZxcvbnPasswordStrength()

    @provide
    def one_time_secrets(self) -> OneTimeSecrets:
        """Secrets of mailed tokens and authorization codes."""
        return HmacOneTimeSecrets(self._settings.one_time_key.get_secret_value())

    @provide
    def refresh_secrets(self) -> RefreshSecrets:
        """Secrets of refresh tokens, from the same key under another word."""
        return HmacRefreshSecrets(self._settings.one_time_key.get_secret_value())

    @provide
    def cached_users(self, source: HttpUserStandings, link: RedisLink) -> CachedUserStandings:
        """How users stand, a few seconds old."""
        return CachedUserStandings(source, link)

    @provide
    def cached_clients(self, source: HttpClientStandings, link: RedisLink) -> CachedClientStandings:
        """What OAuth clients may, a few seconds old."""
        return CachedClientStandings(source, link)

    users_by_port = alias(source=CachedUserStandings, provides=UserStandings, override=True)
    clients_by_port = alias(source=CachedClientStandings, provides=ClientStandings, override=True)

    authenticate = provide(Authenticate)
    at_hand = provide(CachedStandings)

    @provide
    def identification(
        self, tokens: AccessTokens, authenticate: Authenticate, standings: CachedStandings
    ) -> Identification:
        """Finds out who asks."""
        return Identification(tokens, authenticate, standings)

    @provide
    def password_check(  # noqa: PLR0917  the container passes them by type
        self,
        users: Users,
        hasher: PasswordHasher,
        attempts: LogInAttemptsReader,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> PasswordCheck:
        """Checks passwords for every use case that asks for one."""
        return PasswordCheck(
            users=users,
            hasher=hasher,
            attempts=attempts,
            writes=writes,
            ids=ids,
            clock=clock,
            require_verified_email=self._settings.refuses_unverified_email,
        )
