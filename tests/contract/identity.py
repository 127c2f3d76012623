"""Things of identity for contract suites, each with ids and names of its own."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.opaque_secret import hash_of
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import (
    SecurityAct,
    SecurityActKind,
    SecurityOutcome,
)
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email

from tests.contract.shop import a_user, new_id
from tests.contract.storage_ports import StoragePorts

FIRST_SECRET = hash_of("first")
SECOND_SECRET = hash_of("second")


def long_ago() -> datetime:
    """An hour before now."""
    return datetime.now(UTC) - timedelta(hours=1)


def a_subject() -> str:
    """What stands for an address that nobody else uses."""
    return subject_key(Email(f"{uuid4().hex}@example.com"))


def a_session(user: User, opened_at: datetime | None = None) -> Session:
    """A new session of a user."""
    return Session.open(
        session_id=new_id(),
        user_id=user.id,
        client_id="web_shop",
        scope=frozenset({"orders:read", "orders:place"}),
        secret_hash=FIRST_SECRET,
        now=opened_at or long_ago(),
        address="192.0.2.7",
        user_agent="Zoë's browser",
    )


def a_code(user: User) -> OneTimeToken:
    """A new authorization code."""
    payload = {"client_id": "web_shop", "code_challenge": "x" * 43, "scope": "orders:read"}
    return OneTimeToken.for_client(new_id(), user.id, payload, datetime.now(UTC))


def a_client(scopes: frozenset[Scope] = frozenset({Scope.STOCK_READ})) -> OAuthClient:
    """A new program that keeps a secret."""
    return OAuthClient.create(
        oauth_client_id=new_id(),
        client_id=f"robot_{uuid4().hex}",
        name="Robot",
        secret_hash=FIRST_SECRET,
        redirect_uris=("https://shop.example.com/signed_in",),
        scopes=scopes,
    )


def an_act(
    act: SecurityActKind = SecurityActKind.LOG_IN,
    outcome: SecurityOutcome = SecurityOutcome.OK,
    *,
    key: str | None = None,
    subject_id: UUID | None = None,
) -> SecurityAct:
    """A new act."""
    return SecurityAct(
        id=new_id(),
        act=act,
        outcome=outcome,
        subject_id=subject_id,
        subject_key=key,
        address="192.0.2.7",
        user_agent="tests",
        details={"reason": "contract"},
    )


async def stored_session(ports: StoragePorts, opened_at: datetime | None = None) -> Session:
    """An open session of a new user, written."""
    user = a_user()
    session = a_session(user, opened_at)
    await ports.writes.commit(Change(saves=(user, session)))
    user.mark_saved()
    session.mark_saved()
    return session


async def stored_client(ports: StoragePorts) -> OAuthClient:
    """A program, written."""
    client = a_client()
    await ports.writes.commit(Change(saves=(client,)))
    client.mark_saved()
    return client
