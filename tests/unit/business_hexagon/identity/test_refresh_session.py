"""Refresh tokens: rotation, reuse, races."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.commands.identity.refresh_session import (
    RefreshSession,
    RefreshSessionCommand,
)
from business_hexagon.application.commands.identity.token_grant import TokenGrant
from business_hexagon.application.errors import TooManyConflicts, VersionConflict
from business_hexagon.application.once import ATTEMPTS
from business_hexagon.domain.identity.errors import (
    InvalidClient,
    InvalidGrant,
    InvalidScope,
    RefreshReused,
)
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.split_token import SplitToken

from tests.unit.business_hexagon.memory.identity_world import (
    BROWSER,
    CLIENT_SECRET,
    IdentityWorld,
)


@pytest.fixture
def use_case(world: IdentityWorld) -> RefreshSession:
    """The use case."""
    return RefreshSession(
        sessions=world.sessions,
        users=world.users,
        clients=world.clients,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        tokens=world.tokens,
        refresh_secrets=world.refresh_secrets,
    )


async def refreshed(
    use_case: RefreshSession,
    grant: TokenGrant,
    client_id: str | None = None,
    client_secret: str | None = None,
) -> TokenGrant:
    """Present the grant's refresh token."""
    return await use_case.execute(
        RefreshSessionCommand(
            actor=BROWSER,
            refresh_token=grant.refresh_token or "",
            client_id=client_id,
            client_secret=client_secret,
        )
    )


async def test_every_refresh_brings_another_token(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """Of the same session, which does not live longer for it."""
    first = await world.logged_in()
    expires_at = world.session_of(first).expires_at
    world.clock.advance(timedelta(days=1))
    second = await refreshed(use_case, first)
    third = await refreshed(use_case, second)

    assert len({first.refresh_token, second.refresh_token, third.refresh_token}) == 3
    session = world.session_of(third)
    assert (session.version, session.expires_at) == (3, expires_at)
    assert session.last_used_at == world.clock.now()


async def test_a_lost_answer_is_asked_for_again_once(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """Within half a minute; what was in the lost answer is void then."""
    first = await world.logged_in()
    lost = await refreshed(use_case, first)
    world.clock.advance(timedelta(seconds=30))
    second = await refreshed(use_case, first)
    await refreshed(use_case, second)

    with pytest.raises(RefreshReused):
        await refreshed(use_case, lost)


async def test_the_grace_cannot_be_used_twice(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """A third time is a thief's, or the victim's after him: nobody keeps the session."""
    first = await world.logged_in()
    await refreshed(use_case, first)
    graced = await refreshed(use_case, first)
    with pytest.raises(RefreshReused):
        await refreshed(use_case, first)
    with pytest.raises(InvalidGrant) as refusal:
        await refreshed(use_case, graced)

    assert not isinstance(refusal.value, RefreshReused)
    assert not world.is_open(world.session_of(first))


@pytest.mark.parametrize("rotations", [1, 2])
async def test_reuse_ends_the_session_and_is_recorded_with_it(
    world: IdentityWorld, use_case: RefreshSession, rotations: int
) -> None:
    """However old the token is that comes back."""
    first = await world.logged_in()
    newest = first
    for _ in range(rotations):
        newest = await refreshed(use_case, newest)
    world.clock.advance(timedelta(seconds=31))
    with pytest.raises(RefreshReused):
        await refreshed(use_case, first)
    with pytest.raises(InvalidGrant):
        await refreshed(use_case, newest)

    session = world.session_of(first)
    assert session.revoked_reason == "refresh_reused"
    assert world.audit == ["log_in ok", "refresh_reused refused"]
    assert world.acts[-1].details["session_id"] == str(session.id)
    last = world.writes.changes[-1]
    assert (len(last.saves), len(last.security_acts)) == (1, 1)


async def test_a_made_up_secret_is_refused_and_ends_nothing(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """Session ids are in access tokens and in the audit: whoever knows one has no token yet."""
    first = await world.logged_in()
    session = world.session_of(first)
    forged = SplitToken(session.id, "A" * 43).text
    with pytest.raises(InvalidGrant) as refusal:
        await use_case.execute(RefreshSessionCommand(actor=BROWSER, refresh_token=forged))

    assert not isinstance(refusal.value, RefreshReused)
    assert world.audit == ["log_in ok"]
    await refreshed(use_case, first)


async def test_of_two_at_the_same_moment_one_gets_the_grace(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """The version lets one through; the other looks again and finds a token just replaced."""
    first = await world.logged_in()
    session = world.session_of(first)

    def faster() -> None:
        token = SplitToken.parse(first.refresh_token or "")
        assert token is not None
        session.rotate(session.secret_hash, "f" * 64, world.clock.now())
        session.mark_saved()
        world.storage.rows[session.stream] = session
        world.storage.streams[session.stream] *= 2

    world.writes.interference = faster
    second = await refreshed(use_case, first)

    assert world.session_of(second).grace_spent
    assert second.refresh_token != first.refresh_token


async def test_many_at_the_same_moment_leave_nobody_with_two_sessions(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """At most two get tokens, and from the third on the session is over."""
    first = await world.logged_in()
    results = await asyncio.gather(
        *(refreshed(use_case, first) for _ in range(8)), return_exceptions=True
    )

    assert sum(isinstance(one, TokenGrant) for one in results) == 2
    assert not world.is_open(world.session_of(first))


async def test_gives_up_when_others_never_stop(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """Bounded, with an error that says so."""
    first = await world.logged_in()
    world.writes.failures.extend(VersionConflict("session") for _ in range(ATTEMPTS))
    with pytest.raises(TooManyConflicts):
        await refreshed(use_case, first)


@pytest.mark.parametrize(
    "text",
    ["", "x", f"{UUID(int=5).hex}.{'A' * 43}", f"{UUID(int=5)}.{'A' * 43}", "é" * 76],
)
async def test_refuses_what_is_no_token_of_ours(use_case: RefreshSession, text: str) -> None:
    """Malformed ones and those of no session, in one way."""
    with pytest.raises(InvalidGrant):
        await use_case.execute(RefreshSessionCommand(actor=BROWSER, refresh_token=text))


@pytest.mark.parametrize("what", ["expired", "closed", "everywhere", "gone"])
async def test_refuses_a_session_that_is_over(
    world: IdentityWorld, use_case: RefreshSession, what: str
) -> None:
    """By age, by the account, by logging out everywhere, by losing its user."""
    grant = await world.logged_in()
    world.clock.advance(timedelta(seconds=1))
    stored = world.user()
    if what == "expired":
        world.clock.advance(timedelta(days=30))
    elif what == "closed":
        stored.deactivate(world.clock.now())
    elif what == "everywhere":
        stored.close_sessions(world.clock.now())
    world.writes.put(stored)
    if what == "gone":
        del world.storage.rows[stored.stream]
    with pytest.raises(InvalidGrant):
        await refreshed(use_case, grant)


async def test_tokens_follow_the_role(world: IdentityWorld, use_case: RefreshSession) -> None:
    """More power and less come with the next refresh."""
    first = await world.logged_in()
    stored = world.user()
    stored.change_role(Role.STAFF)
    world.writes.put(stored)
    second = await refreshed(use_case, first)
    stored.change_role(Role.CUSTOMER)
    world.writes.put(stored)
    third = await refreshed(use_case, second)

    assert Scope.ORDERS_REFUND in second.scopes
    assert third.scopes == first.scopes


async def test_refuses_when_the_role_may_nothing_any_more(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """Of what the session is for; and rotates nothing."""
    stored = world.user()
    stored.change_role(Role.STAFF)
    world.writes.put(stored)
    grant = await world.logged_in(scopes=frozenset({"orders:refund"}))
    stored.change_role(Role.CUSTOMER)
    world.writes.put(stored)
    with pytest.raises(InvalidScope):
        await refreshed(use_case, grant)
    assert world.session_of(grant).version == 1


async def test_a_program_refreshes_its_own_sessions_alone(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """With its secret, if it has one; a stolen token alone is worth nothing."""
    world.put_client("web_shop", secret=CLIENT_SECRET)
    grant = world.session_with("web_shop")
    for client_id, secret in (
        (None, None),
        ("other_shop", CLIENT_SECRET),
        ("web_shop", None),
        ("web_shop", "wrong"),
    ):
        with pytest.raises(InvalidClient):
            await refreshed(use_case, grant, client_id, secret)
    own = await world.logged_in()
    with pytest.raises(InvalidClient):
        await refreshed(use_case, own, "web_shop", CLIENT_SECRET)

    assert (await refreshed(use_case, grant, "web_shop", CLIENT_SECRET)).refresh_token
    assert (await refreshed(use_case, own, "quintet")).refresh_token


async def test_a_program_that_was_switched_off_refreshes_nothing(
    world: IdentityWorld, use_case: RefreshSession
) -> None:
    """Its users' sessions end with it."""
    client = world.put_client("web_shop")
    grant = world.session_with("web_shop")
    client.deactivate()
    world.writes.put(client)
    with pytest.raises(InvalidClient):
        await refreshed(use_case, grant, "web_shop")
