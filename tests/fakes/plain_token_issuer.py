"""`AccessTokenIssuer` whose tokens can be read."""

from datetime import timedelta
from uuid import UUID

from business_hexagon.application.ports.access_token_issuer import AccessToken
from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.identity.role import Role


class PlainTokenIssuer:
    """Implements `AccessTokenIssuer`; a token tells user and role and lives a quarter hour."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def issue(self, user_id: UUID, role: Role) -> AccessToken:
        """See `AccessTokenIssuer.issue`."""
        expires_at = self._clock.now() + timedelta(minutes=15)
        return AccessToken(f"{user_id}:{role}", expires_at)
