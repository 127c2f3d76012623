"""`AccessTokenIssuer` whose tokens can be read."""

from datetime import timedelta
from uuid import UUID

from business_hexagon.application.ports.access_token_issuer import AccessToken
from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.identity.scope import Scope


class PlainTokenIssuer:
    """Implements `AccessTokenIssuer`; a token tells subject and program and lives ten minutes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def issue(
        self,
        *,
        subject: str,
        scopes: frozenset[Scope],
        session_id: UUID | None,
        client_id: str,
    ) -> AccessToken:
        """See `AccessTokenIssuer.issue`."""
        expires_at = self._clock.now() + timedelta(minutes=10)
        return AccessToken(f"{subject}:{client_id}:{session_id}:{len(scopes)}", expires_at)
