"""Ending sessions: this one, one of them, all of them, somebody else's."""

from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.log_out import LogOut, LogOutCommand
from business_hexagon.application.commands.identity.log_out_everywhere import (
    LogOutEverywhere,
    LogOutEverywhereCommand,
)
from business_hexagon.application.commands.identity.revoke_session import (
    RevokeSession,
    RevokeSessionCommand,
)
from business_hexagon.application.commands.identity.revoke_user_sessions import (
    RevokeUserSessions,
    RevokeUserSessionsCommand,
)
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.domain.errors import PermissionDenied

from tests.unit.business_hexagon.memory.identity_world import ADMIN, IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA, ADA_ID, BOB, EVE, EVE_ID, GUEST, STAFF


@pytest.fixture
def log_out(world: IdentityWorld) -> LogOut:
    """The use case."""
    return LogOut(sessions=world.sessions, writes=world.writes, ids=world.ids, clock=world.clock)


@pytest.fixture
def log_out_everywhere(world: IdentityWorld) -> LogOutEverywhere:
    """The use case."""
    return LogOutEverywhere(
        users=world.users, writes=world.writes, ids=world.ids, clock=world.clock
    )


@pytest.fixture
def revoke_session(world: IdentityWorld) -> RevokeSession:
    """The use case."""
    return RevokeSession(
        sessions=world.sessions, writes=world.writes, ids=world.ids, clock=world.clock
    )


@pytest.fixture
def revoke_user_sessions(world: IdentityWorld) -> RevokeUserSessions:
    """The use case."""
    return RevokeUserSessions(
        users=world.users, writes=world.writes, ids=world.ids, clock=world.clock
    )


async def test_logging_out_ends_the_present_session_alone(
    world: IdentityWorld, log_out: LogOut
) -> None:
    """Twice is no error, and recorded once."""
    here, there = await world.logged_in(), await world.logged_in()
    actor = await world.actor_of(here)
    await log_out.execute(LogOutCommand(actor))
    await log_out.execute(LogOutCommand(actor))

    assert not world.is_open(world.session_of(here))
    assert world.is_open(world.session_of(there))
    assert world.audit == ["log_in ok", "log_in ok", "log_out ok"]
    assert world.acts[-1].subject_id == ADA_ID


async def test_logging_out_needs_a_session_of_ones_own(
    world: IdentityWorld, log_out: LogOut
) -> None:
    """Whatever a token says."""
    session = world.session_of(await world.logged_in())
    with pytest.raises(PermissionDenied):
        await log_out.execute(LogOutCommand(ADA))
    await log_out.execute(LogOutCommand(Actor(EVE_ID, EVE.role, session_id=session.id)))
    await log_out.execute(LogOutCommand(Actor(ADA_ID, ADA.role, session_id=UUID(int=7))))
    assert world.is_open(session)


async def test_logging_out_waits_for_a_refresh_of_the_same_moment(
    world: IdentityWorld, log_out: LogOut
) -> None:
    """Whose version it meets."""
    grant = await world.logged_in()
    world.writes.failures.append(VersionConflict("session"))
    await log_out.execute(LogOutCommand(await world.actor_of(grant)))
    assert not world.is_open(world.session_of(grant))


async def test_logging_out_everywhere_ends_all_and_forbids_none_after(
    world: IdentityWorld, log_out_everywhere: LogOutEverywhere
) -> None:
    """However many there are: it is one mark at the account."""
    before = [await world.logged_in() for _ in range(3)]
    world.clock.advance(timedelta(seconds=1))
    await log_out_everywhere.execute(LogOutEverywhereCommand(ADA))
    after = await world.logged_in()

    assert [world.is_open(world.session_of(grant)) for grant in before] == [False] * 3
    assert world.is_open(world.session_of(after))
    assert "log_out_everywhere ok" in world.audit


async def test_logging_out_everywhere_needs_an_account(
    log_out_everywhere: LogOutEverywhere,
) -> None:
    """A guest has none, a lost one cannot be marked."""
    with pytest.raises(PermissionDenied):
        await log_out_everywhere.execute(LogOutEverywhereCommand(GUEST))
    with pytest.raises(NotFound):
        await log_out_everywhere.execute(LogOutEverywhereCommand(EVE))


async def test_ends_a_session_by_its_id(
    world: IdentityWorld, revoke_session: RevokeSession
) -> None:
    """One's own, such as on a lost device; or anybody's for administrators."""
    lost, stolen = await world.logged_in(), await world.logged_in()
    for actor, grant in ((ADA, lost), (ADA, lost), (ADMIN, stolen)):
        await revoke_session.execute(RevokeSessionCommand(actor, world.session_of(grant).id))

    assert not world.is_open(world.session_of(lost))
    assert not world.is_open(world.session_of(stolen))
    assert world.audit[2:] == ["session_revoked ok"] * 2
    assert (world.acts[-1].actor_id, world.acts[-1].subject_id) == (ADMIN.user_id, ADA_ID)


async def test_hides_sessions_of_others(
    world: IdentityWorld, revoke_session: RevokeSession
) -> None:
    """As if there were none, also from staff."""
    session = world.session_of(await world.logged_in())
    for actor in (BOB, STAFF):
        with pytest.raises(NotFound):
            await revoke_session.execute(RevokeSessionCommand(actor, session.id))
    with pytest.raises(NotFound):
        await revoke_session.execute(RevokeSessionCommand(ADMIN, UUID(int=7)))
    with pytest.raises(PermissionDenied, match="profile:write"):
        await revoke_session.execute(RevokeSessionCommand(GUEST, session.id))
    assert world.is_open(session)


async def test_an_administrator_logs_somebody_out(
    world: IdentityWorld, revoke_user_sessions: RevokeUserSessions
) -> None:
    """Of everything; nobody else may."""
    grant = await world.logged_in()
    world.clock.advance(timedelta(seconds=1))
    with pytest.raises(PermissionDenied, match="users:write"):
        await revoke_user_sessions.execute(RevokeUserSessionsCommand(STAFF, ADA_ID))
    with pytest.raises(NotFound):
        await revoke_user_sessions.execute(RevokeUserSessionsCommand(ADMIN, EVE_ID))
    assert world.is_open(world.session_of(grant))

    await revoke_user_sessions.execute(RevokeUserSessionsCommand(ADMIN, ADA_ID))
    assert not world.is_open(world.session_of(grant))
    assert (world.acts[-1].actor_id, world.acts[-1].subject_id) == (ADMIN.user_id, ADA_ID)
