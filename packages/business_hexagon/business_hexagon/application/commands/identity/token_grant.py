"""What somebody gets who proved who he is: tokens, and the session behind them."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.access_token_issuer import AccessToken, AccessTokenIssuer
from business_hexagon.application.ports.refresh_secrets import RefreshSecrets
from business_hexagon.domain.identity.errors import InvalidScope
from business_hexagon.domain.identity.opaque_secret import hash_of
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.split_token import SplitToken
from business_hexagon.domain.identity.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenGrant:
    """Tokens to hand out.

    Attributes:
        access_token: for requests, short-lived.
        refresh_token: for the next access token, works once; nothing for a program that acts for
            itself.
        scopes: what the access token allows.
    """

    access_token: AccessToken
    refresh_token: str | None = field(repr=False)
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session with its first refresh token, before it is stored."""

    session: Session
    refresh_token: str = field(repr=False)


def new_session(
    actor: Actor,
    user: User,
    secrets: RefreshSecrets,
    *,
    session_id: UUID,
    client_id: str,
    scope: frozenset[Scope],
    now: datetime,
) -> NewSession:
    """Open a session for the user from where the actor is."""
    secret = secrets.new(session_id)
    session = Session.open(
        session_id=session_id,
        user_id=user.id,
        client_id=client_id,
        scope=frozenset(one.value for one in scope),
        secret_hash=hash_of(secret),
        now=now,
        address=actor.address,
        user_agent=actor.user_agent,
    )
    return NewSession(session, SplitToken(session_id, secret).text)


def scopes_of(user: User, session: Session) -> frozenset[Scope]:
    """What tokens of the session allow: of what the program may, what the role may now.

    Raises:
        InvalidScope: nothing is left.
    """
    scopes = frozenset(one for one in user.role.scopes if one.value in session.scope)
    if not scopes:
        raise InvalidScope
    return scopes


def user_grant(
    tokens: AccessTokenIssuer, user: User, session: Session, refresh_token: str
) -> TokenGrant:
    """Tokens of a session.

    Raises:
        InvalidScope: the user's role may nothing of what the session is for.
    """
    scopes = scopes_of(user, session)
    access_token = tokens.issue(
        subject=str(user.id),
        scopes=scopes,
        session_id=session.id,
        client_id=session.client_id,
    )
    return TokenGrant(access_token=access_token, refresh_token=refresh_token, scopes=scopes)
