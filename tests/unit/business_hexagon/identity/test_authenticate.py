"""Measuring tokens by the standing of their bearers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from business_hexagon.application.commands.identity.authenticate import (
    Authenticate,
    AuthenticateCommand,
)
from business_hexagon.domain.identity.errors import InvalidAccess
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import CUSTOMER_SCOPES
from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope

from tests.unit.business_hexagon.memory.identity_world import CLIENT_SECRET, IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID, EVE_ID, user

PROGRAM = AuthenticateCommand(
    user_id=None, client_id="importer", session_id=None, scopes=EVERY_SCOPE, request_id="request_1"
)


@pytest.fixture
def authenticate(world: IdentityWorld) -> Authenticate:
    """The use case."""
    return Authenticate(standings=world.standings, clients=world.client_standings)


async def claims(world: IdentityWorld) -> AuthenticateCommand:
    """A token of Ada's."""
    session = world.session_of(await world.logged_in())
    return AuthenticateCommand(
        user_id=ADA_ID,
        client_id="quintet",
        session_id=session.id,
        scopes=CUSTOMER_SCOPES,
        request_id="request_1",
        address="192.0.2.7",
        user_agent="browser",
    )


async def test_a_user_may_what_token_and_role_allow(
    world: IdentityWorld, authenticate: Authenticate
) -> None:
    """Whatever of the two is less."""
    command = await claims(world)
    actor = await authenticate.execute(
        replace(command, scopes=frozenset({Scope.ORDERS_READ, Scope.USERS_WRITE}))
    )
    assert (actor.user_id, actor.role) == (ADA_ID, Role.CUSTOMER)
    assert actor.scopes == {Scope.ORDERS_READ}
    assert (actor.session_id, actor.client_id) == (command.session_id, "quintet")
    assert (actor.request_id, actor.address, actor.user_agent) == (
        "request_1",
        "192.0.2.7",
        "browser",
    )


async def test_a_role_that_was_taken_away_counts_at_once(
    world: IdentityWorld, authenticate: Authenticate
) -> None:
    """Though the token still says otherwise."""
    command = replace(await claims(world), scopes=EVERY_SCOPE)
    stored = world.user()
    stored.change_role(Role.ADMIN)
    world.writes.put(stored)
    assert (await authenticate.execute(command)).has(Scope.USERS_WRITE)
    stored.change_role(Role.CUSTOMER)
    world.writes.put(stored)
    assert not (await authenticate.execute(command)).has(Scope.USERS_WRITE)


@pytest.mark.parametrize("what", ["closed", "everywhere", "revoked", "expired", "gone"])
async def test_a_token_of_what_is_over_is_refused(
    world: IdentityWorld, authenticate: Authenticate, what: str
) -> None:
    """The account, all sessions, this session, its time, the user."""
    command = await claims(world)
    world.clock.advance(timedelta(seconds=1))
    stored = world.user()
    if what == "closed":
        stored.deactivate(world.clock.now())
    elif what == "everywhere":
        stored.close_sessions(world.clock.now())
    elif what == "revoked":
        (session,) = [one for one in world.storage.rows.values() if one.kind == "session"]
        session.revoke("log_out", world.clock.now())  # type: ignore[attr-defined]  # its kind
    elif what == "expired":
        world.clock.advance(timedelta(days=30))
    world.writes.put(stored)
    if what == "gone":
        del world.storage.rows[stored.stream]
    with pytest.raises(InvalidAccess):
        await authenticate.execute(command)


async def test_a_token_takes_its_own_session(
    world: IdentityWorld, authenticate: Authenticate
) -> None:
    """None, or another user's, will not do."""
    world.writes.put(user(BOB_ID, email="bob@example.com"))
    command = await claims(world)
    for forged in (replace(command, session_id=None), replace(command, user_id=BOB_ID)):
        with pytest.raises(InvalidAccess):
            await authenticate.execute(forged)


async def test_a_users_token_for_a_program_counts_as_long_as_the_program_does(
    world: IdentityWorld, authenticate: Authenticate
) -> None:
    """Within what the program may; switched off it may nothing for anybody."""
    client = world.put_client("web_shop")
    session = world.session_of(world.session_with("web_shop"))
    command = replace(await claims(world), client_id="web_shop", session_id=session.id)
    actor = await authenticate.execute(replace(command, scopes=EVERY_SCOPE))
    assert actor.user_id == ADA_ID
    assert actor.scopes == {Scope.ORDERS_READ, Scope.PROFILE_READ}

    client.deactivate()
    world.writes.put(client)
    with pytest.raises(InvalidAccess):
        await authenticate.execute(command)


async def test_a_program_may_what_token_and_registration_allow(
    world: IdentityWorld, authenticate: Authenticate
) -> None:
    """And is no user."""
    world.put_client("importer", secret=CLIENT_SECRET)
    actor = await authenticate.execute(PROGRAM)

    assert actor.scopes == {Scope.ORDERS_READ, Scope.PROFILE_READ}
    assert (actor.user_id, actor.client_id, actor.is_guest) == (None, "importer", False)


async def test_a_program_that_is_off_unknown_or_in_a_session_is_refused(
    world: IdentityWorld, authenticate: Authenticate
) -> None:
    """Its tokens too, at once."""
    with pytest.raises(InvalidAccess):
        await authenticate.execute(PROGRAM)
    client = world.put_client("importer", secret=CLIENT_SECRET)
    with pytest.raises(InvalidAccess):
        await authenticate.execute(replace(PROGRAM, session_id=EVE_ID))
    client.deactivate()
    world.writes.put(client)
    with pytest.raises(InvalidAccess):
        await authenticate.execute(PROGRAM)
