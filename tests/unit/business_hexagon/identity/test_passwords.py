"""Changing a password: with the present one, or with a mailed token."""

from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.change_password import (
    ChangePassword,
    ChangePasswordCommand,
)
from business_hexagon.application.commands.identity.request_password_reset import (
    RequestPasswordReset,
    RequestPasswordResetCommand,
)
from business_hexagon.application.commands.identity.reset_password import (
    ResetPassword,
    ResetPasswordCommand,
)
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.errors import (
    InvalidOneTimeToken,
    LogInLocked,
    WeakPassword,
    WrongCredentials,
)
from business_hexagon.domain.identity.one_time_token import OneTimePurpose
from business_hexagon.domain.identity.one_time_token_events import PasswordResetRequested
from business_hexagon.domain.values.email import Email

from tests.unit.business_hexagon.memory.identity_world import BROWSER, PASSWORD, IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA, ADA_ID, BOB_ID, EVE, GUEST, user

NEW = "staple battery horse"


@pytest.fixture
def change_password(world: IdentityWorld) -> ChangePassword:
    """The use case."""
    return ChangePassword(
        users=world.users,
        sessions=world.sessions,
        passwords=world.passwords(),
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        hasher=world.hasher,
        strength=world.strength,
    )


@pytest.fixture
def request_reset(world: IdentityWorld) -> RequestPasswordReset:
    """The use case."""
    return RequestPasswordReset(
        users=world.users, writes=world.writes, ids=world.ids, clock=world.clock
    )


@pytest.fixture
def reset_password(world: IdentityWorld) -> ResetPassword:
    """The use case."""
    return ResetPassword(
        users=world.users,
        one_time_tokens=world.one_time_tokens,
        secrets=world.secrets,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        hasher=world.hasher,
        strength=world.strength,
    )


async def requested(world: IdentityWorld, request_reset: RequestPasswordReset) -> str:
    """Ada asks for a reset; returns the token in her mail."""
    await request_reset.execute(RequestPasswordResetCommand(BROWSER, "ada@example.com"))
    return world.mailed(OneTimePurpose.PASSWORD_RESET)


async def test_changing_it_ends_every_other_session(
    world: IdentityWorld, change_password: ChangePassword
) -> None:
    """The present one goes on; all in one write with its record."""
    here, there = await world.logged_in(), await world.logged_in()
    world.clock.advance(timedelta(seconds=1))
    await change_password.execute(ChangePasswordCommand(await world.actor_of(here), PASSWORD, NEW))

    assert world.is_open(world.session_of(here))
    assert not world.is_open(world.session_of(there))
    assert world.user().password_hash == f"plain:{NEW}"
    assert world.audit[2:] == ["password_changed ok"]
    assert len(world.writes.changes[-1].saves) == 2
    assert NEW not in repr(ChangePasswordCommand(ADA, PASSWORD, NEW))


async def test_changing_it_takes_the_present_one(
    world: IdentityWorld, change_password: ChangePassword
) -> None:
    """A stolen session is not enough, and guessing in it is counted and locked."""
    actor = await world.actor_of(await world.logged_in())
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await change_password.execute(ChangePasswordCommand(actor, "wrong password", NEW))
    with pytest.raises(LogInLocked):
        await change_password.execute(ChangePasswordCommand(actor, PASSWORD, NEW))
    assert world.user().password_hash == f"plain:{PASSWORD}"


@pytest.mark.parametrize("weak", ["short", "password password", "ada@example.com"])
async def test_a_new_password_must_be_strong(
    world: IdentityWorld, change_password: ChangePassword, weak: str
) -> None:
    """Long enough, and not what anybody tries first, the own address included."""
    with pytest.raises(WeakPassword):
        await change_password.execute(ChangePasswordCommand(ADA, PASSWORD, weak))
    assert world.user().version == 1


async def test_changing_it_without_a_session_of_ones_own_ends_all(
    world: IdentityWorld, change_password: ChangePassword
) -> None:
    """None is spared that is not the actor's own open one."""
    grant = await world.logged_in()
    session = world.session_of(grant)
    world.clock.advance(timedelta(seconds=1))
    await change_password.execute(ChangePasswordCommand(ADA, PASSWORD, NEW))
    assert not world.is_open(session)

    world.writes.put(user(BOB_ID, email="bob@example.com"))
    for session_id in (session.id, UUID(int=7)):
        bob = Actor.of_user(BOB_ID, ADA.role or world.user().role, session_id=session_id)
        stored = user(BOB_ID, email="bob@example.com")
        world.writes.put(stored)
        await change_password.execute(ChangePasswordCommand(bob, PASSWORD, NEW))
    assert not world.is_open(session)


async def test_a_session_that_has_run_out_is_not_revived(
    world: IdentityWorld, change_password: ChangePassword
) -> None:
    """The access token may outlive it by minutes."""
    grant = await world.logged_in()
    actor = await world.actor_of(grant)
    world.clock.advance(timedelta(days=30))
    await change_password.execute(ChangePasswordCommand(actor, PASSWORD, NEW))
    assert not world.is_open(world.session_of(grant))


async def test_changing_it_is_for_users(
    world: IdentityWorld, change_password: ChangePassword
) -> None:
    """Not for guests, programs or lost accounts; a conflict is tried again."""
    for actor in (GUEST, Actor.of_client("importer", ADA.scopes)):
        with pytest.raises(PermissionDenied):
            await change_password.execute(ChangePasswordCommand(actor, PASSWORD, NEW))
    with pytest.raises(NotFound):
        await change_password.execute(ChangePasswordCommand(EVE, PASSWORD, NEW))
    world.writes.failures.append(VersionConflict("user"))
    await change_password.execute(ChangePasswordCommand(ADA, PASSWORD, NEW))
    assert world.user().password_hash == f"plain:{NEW}"


async def test_a_mailed_token_sets_a_password_and_ends_every_session(
    world: IdentityWorld, request_reset: RequestPasswordReset, reset_password: ResetPassword
) -> None:
    """Once. Who reads the mail has proven the address, and failures are forgotten."""
    grant = await world.logged_in()
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await world.logged_in(password="wrong password")
    world.clock.advance(timedelta(seconds=1))
    token = await requested(world, request_reset)
    await reset_password.execute(ResetPasswordCommand(BROWSER, token, NEW))

    assert not world.is_open(world.session_of(grant))
    assert world.user().email_verified_at == world.clock.now()
    assert (await world.logged_in(password=NEW)).refresh_token
    with pytest.raises(InvalidOneTimeToken):
        await reset_password.execute(ResetPasswordCommand(BROWSER, token, PASSWORD))
    assert world.audit[-4:] == [
        "password_reset_requested ok",
        "password_reset ok",
        "log_in ok",
        "password_reset refused",
    ]


async def test_asking_for_a_reset_tells_nobody_anything(
    world: IdentityWorld, request_reset: RequestPasswordReset
) -> None:
    """Unknown and closed accounts get no mail, by as many writes as the others."""
    world.writes.put(user(BOB_ID, email="bob@example.com", is_active=False))
    for name in ("nobody", "bob", "ada"):
        await request_reset.execute(RequestPasswordResetCommand(BROWSER, f"{name}@example.com"))
    (told,) = world.told
    assert isinstance(told, PasswordResetRequested)
    assert (told.user_id, told.expires_at - world.clock.now()) == (ADA_ID, timedelta(minutes=30))
    assert len(world.writes.changes) == 3


async def test_a_weak_choice_does_not_use_up_the_token(
    world: IdentityWorld, request_reset: RequestPasswordReset, reset_password: ResetPassword
) -> None:
    """The person may try again."""
    token = await requested(world, request_reset)
    with pytest.raises(WeakPassword) as refusal:
        await reset_password.execute(ResetPasswordCommand(BROWSER, token, "password password"))
    assert refusal.value.reason == "guessable"
    await reset_password.execute(ResetPasswordCommand(BROWSER, token, NEW))
    assert NEW not in repr(ResetPasswordCommand(BROWSER, token, NEW))


@pytest.mark.parametrize("what", ["password", "address", "closed", "gone", "late", "wrong"])
async def test_a_token_ends_with_what_it_was_mailed_for(
    world: IdentityWorld,
    request_reset: RequestPasswordReset,
    reset_password: ResetPassword,
    what: str,
) -> None:
    """A mail from before a change of password or address must not undo it."""
    token = await requested(world, request_reset)
    stored = world.user()
    if what == "password":
        stored.change_password("plain:other")
    elif what == "address":
        stored.verify_email(Email("king@example.com"), world.clock.now())
    elif what == "closed":
        stored.deactivate(world.clock.now())
    world.writes.put(stored)
    if what == "gone":
        del world.storage.rows[stored.stream]
    elif what == "late":
        world.clock.advance(timedelta(minutes=30))
    elif what == "wrong":
        token = token.replace("password_reset", "email_verificat")[:76]
    with pytest.raises(InvalidOneTimeToken):
        await reset_password.execute(ResetPasswordCommand(BROWSER, token, NEW))
    refused = world.acts[-1]
    assert (refused.act, refused.outcome) == ("password_reset", "refused")
    unknown = what == "wrong"
    assert refused.subject_id == (None if unknown else ADA_ID)
    reasons = {"wrong": "unknown_token", "late": "spent_token"}
    assert refused.details == {"reason": reasons.get(what, "account_changed")}


async def test_the_second_of_two_resets_at_the_same_moment_is_refused(
    world: IdentityWorld, request_reset: RequestPasswordReset, reset_password: ResetPassword
) -> None:
    """It looks again and finds the token used."""
    token = await requested(world, request_reset)

    def faster() -> None:
        (row,) = [one for one in world.storage.rows.values() if one.kind == "one_time_token"]
        version = row.version
        row.use(world.clock.now())  # type: ignore[attr-defined]  # the kind was asked for
        row.mark_saved()
        world.storage.streams[row.stream] *= 2
        assert row.version == version + 1

    world.writes.interference = faster
    with pytest.raises(InvalidOneTimeToken):
        await reset_password.execute(ResetPasswordCommand(BROWSER, token, NEW))
    assert world.user().password_hash == f"plain:{PASSWORD}"
