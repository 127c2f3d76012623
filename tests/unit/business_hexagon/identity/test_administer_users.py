"""What administrators do with accounts, and what nobody may."""

from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.change_user_role import (
    ChangeUserRole,
    ChangeUserRoleCommand,
)
from business_hexagon.application.commands.identity.set_user_activity import (
    SetUserActivity,
    SetUserActivityCommand,
)
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.errors import RoleProtected
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope

from tests.unit.business_hexagon.memory.identity_world import ADMIN, IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID, KEY, STAFF, present, user

ADMIN_ID = UUID(int=99)


@pytest.fixture
def change_role(world: IdentityWorld) -> ChangeUserRole:
    """The use case; there is one administrator."""
    world.writes.put(user(ADMIN_ID, email="admin@example.com", role=Role.ADMIN))
    return ChangeUserRole(users=world.users, writes=world.writes, ids=world.ids, present=present)


@pytest.fixture
def set_activity(world: IdentityWorld) -> SetUserActivity:
    """The use case; there is one administrator."""
    world.writes.put(user(ADMIN_ID, email="admin@example.com", role=Role.ADMIN))
    return SetUserActivity(
        users=world.users,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        present=present,
    )


def role(user_id: UUID, role: Role, actor: Actor = ADMIN) -> ChangeUserRoleCommand:
    """Give a user a role."""
    return ChangeUserRoleCommand(actor=actor, user_id=user_id, role=role)


def activity(
    user_id: UUID,
    actor: Actor = ADMIN,
    *,
    is_active: bool = False,
) -> SetUserActivityCommand:
    """Close or open an account."""
    return SetUserActivityCommand(actor=actor, user_id=user_id, is_active=is_active)


async def test_an_administrator_gives_a_role(
    world: IdentityWorld, change_role: ChangeUserRole
) -> None:
    """Recorded with what it was; the same again changes and records nothing."""
    outcome = await change_role.execute(role(ADA_ID, Role.SUPPORT))
    again = await change_role.execute(role(ADA_ID, Role.SUPPORT))

    assert (outcome.version, again.version) == (2, 2)
    assert world.user().role is Role.SUPPORT
    (act,) = world.acts
    assert (act.act, act.actor_id, act.subject_id) == ("role_changed", ADMIN_ID, ADA_ID)
    assert act.details == {"from": "customer", "to": "support"}


async def test_a_role_is_changed_once_for_each_key(
    world: IdentityWorld, change_role: ChangeUserRole
) -> None:
    """And only at the version that it was decided on."""
    command = ChangeUserRoleCommand(
        actor=ADMIN, user_id=ADA_ID, role=Role.STAFF, expected_version=1, idempotency=KEY
    )
    first = await change_role.execute(command)
    again = await change_role.execute(command)
    assert (again.replayed, again.response) == (True, first.response)
    assert world.audit == ["role_changed ok"]
    with pytest.raises(VersionConflict):
        await change_role.execute(
            ChangeUserRoleCommand(actor=ADMIN, user_id=ADA_ID, role=Role.ADMIN, expected_version=1)
        )


async def test_nobody_changes_his_own_role(
    world: IdentityWorld, change_role: ChangeUserRole
) -> None:
    """Not even down; it is recorded that somebody tried."""
    world.writes.put(user(BOB_ID, email="bob@example.com", role=Role.ADMIN))
    with pytest.raises(RoleProtected) as refusal:
        await change_role.execute(role(ADMIN_ID, Role.STAFF))
    assert refusal.value.reason == "own_account"
    assert world.user(ADMIN_ID).role is Role.ADMIN
    assert world.audit == ["role_changed refused"]
    assert world.acts[0].details["reason"] == "role_protected"


async def test_the_last_administrator_stays_one(
    world: IdentityWorld, change_role: ChangeUserRole
) -> None:
    """Whoever asks, such as a program; with a second one it can be done."""
    program = Actor.of_client("directory", ADMIN.scopes)
    with pytest.raises(RoleProtected) as refusal:
        await change_role.execute(role(ADMIN_ID, Role.STAFF, program))
    assert refusal.value.reason == "last_administrator"
    closed = user(UUID(int=98), email="old@example.com", role=Role.ADMIN, is_active=False)
    world.writes.put(closed)
    await change_role.execute(role(closed.id, Role.CUSTOMER, program))
    world.writes.put(user(BOB_ID, email="bob@example.com", role=Role.ADMIN))
    await change_role.execute(role(ADMIN_ID, Role.STAFF, program))
    assert world.user(ADMIN_ID).role is Role.STAFF


async def test_nobody_gives_or_takes_more_than_he_has(
    world: IdentityWorld, change_role: ChangeUserRole, set_activity: SetUserActivity
) -> None:
    """Else a program with `users:write` alone could make itself an administrator."""
    world.writes.put(user(BOB_ID, email="bob@example.com", role=Role.ADMIN))
    program = Actor.of_client("directory", frozenset({Scope.USERS_WRITE, *STAFF.scopes}))
    narrowed = Actor.of_user(ADMIN_ID, Role.ADMIN, scopes=frozenset({Scope.USERS_WRITE}))
    for actor in (program, narrowed):
        with pytest.raises(PermissionDenied):
            await change_role.execute(role(ADA_ID, Role.ADMIN, actor))
        with pytest.raises(PermissionDenied):
            await change_role.execute(role(BOB_ID, Role.CUSTOMER, actor))
        with pytest.raises(PermissionDenied):
            await set_activity.execute(activity(BOB_ID, actor))
    await change_role.execute(role(ADA_ID, Role.STAFF, program))

    assert world.user(BOB_ID).role is Role.ADMIN
    assert world.audit.count("role_changed refused") == 4
    assert world.audit.count("user_deactivated refused") == 2


async def test_staff_administers_nobody(
    world: IdentityWorld, change_role: ChangeUserRole, set_activity: SetUserActivity
) -> None:
    """It takes `users:write`."""
    with pytest.raises(PermissionDenied, match="users:write"):
        await change_role.execute(role(ADA_ID, Role.STAFF, STAFF))
    with pytest.raises(PermissionDenied, match="users:write"):
        await set_activity.execute(activity(ADA_ID, STAFF))
    assert world.writes.changes == []


async def test_refuses_who_is_not_there(
    change_role: ChangeUserRole, set_activity: SetUserActivity
) -> None:
    """By id."""
    with pytest.raises(NotFound):
        await change_role.execute(role(UUID(int=7), Role.STAFF))
    with pytest.raises(NotFound):
        await set_activity.execute(activity(UUID(int=7)))


async def test_closing_an_account_closes_its_sessions(
    world: IdentityWorld, set_activity: SetUserActivity
) -> None:
    """And opening it again opens none of them; each is recorded once."""
    grant = await world.logged_in()
    world.clock.advance(timedelta(seconds=1))
    await set_activity.execute(activity(ADA_ID))
    await set_activity.execute(activity(ADA_ID))
    assert not world.is_open(world.session_of(grant))
    await set_activity.execute(activity(ADA_ID, is_active=True))
    assert not world.is_open(world.session_of(grant))
    assert world.audit == ["log_in ok", "user_deactivated ok", "user_activated ok"]
    assert (await world.logged_in()).refresh_token


async def test_an_account_is_closed_at_the_version_that_was_seen(
    set_activity: SetUserActivity,
) -> None:
    """If the client says so."""
    stale = SetUserActivityCommand(actor=ADMIN, user_id=ADA_ID, is_active=False, expected_version=7)
    with pytest.raises(VersionConflict):
        await set_activity.execute(stale)


async def test_nobody_closes_his_own_or_the_last_administrators_account(
    world: IdentityWorld, set_activity: SetUserActivity
) -> None:
    """Nobody could open it again."""
    with pytest.raises(RoleProtected):
        await set_activity.execute(activity(ADMIN_ID))
    with pytest.raises(RoleProtected):
        await set_activity.execute(activity(ADMIN_ID, Actor.of_client("x", ADMIN.scopes)))
    assert world.user(ADMIN_ID).is_active
    assert world.audit == ["user_deactivated refused"] * 2
