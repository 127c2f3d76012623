"""Logging in with a password."""

import asyncio
from datetime import timedelta

import pytest
from business_hexagon.application.commands.identity.log_in import LogInCommand
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import (
    EmailNotVerified,
    InvalidScope,
    LogInLocked,
    WrongCredentials,
)
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.role_scopes import CUSTOMER_SCOPES
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.values.email import Email

from tests.fakes.plain_password_hasher import PlainPasswordHasher
from tests.unit.business_hexagon.memory.identity_world import BROWSER, PASSWORD, IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID, user

WRONG = "wrong horse battery"


class SlowHasher(PlainPasswordHasher):
    """Lets others go first, as one does that works in a thread."""

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """See `PasswordHasher.verify`."""
        await asyncio.sleep(0)
        return await super().verify(password, password_hash)


async def test_opens_a_session_for_the_right_password(world: IdentityWorld) -> None:
    """With tokens for what the role may, from where the person is."""
    grant = await world.logged_in("ADA@example.com")
    session = world.session_of(grant)

    assert grant.access_token.text == f"{ADA_ID}:quintet:{session.id}:{len(CUSTOMER_SCOPES)}"
    assert grant.scopes == CUSTOMER_SCOPES
    assert (session.user_id, session.address, session.user_agent) == (
        ADA_ID,
        "192.0.2.7",
        "browser",
    )
    assert session.is_open(world.clock.now() + timedelta(days=29))
    assert not session.is_open(world.clock.now() + timedelta(days=30))


async def test_stores_no_secret_and_shows_none(world: IdentityWorld) -> None:
    """Neither in the row nor in an event, nor in a representation."""
    grant = await world.logged_in()
    assert grant.refresh_token is not None
    _, secret = grant.refresh_token.split(".")
    session = world.session_of(grant)

    assert secret not in session.secret_hash
    assert len(session.secret_hash) == 64
    for stream in world.storage.streams.values():
        for recorded in stream:
            assert secret not in repr(recorded.event)
            assert session.secret_hash not in repr(recorded.event)
    assert secret not in repr(grant)
    assert PASSWORD not in repr(LogInCommand(actor=BROWSER, email="a@b.co", password=PASSWORD))


async def test_records_the_log_in_in_the_same_write(world: IdentityWorld) -> None:
    """Who, from where, with what."""
    grant = await world.logged_in()
    (act,) = world.acts

    assert (act.act, act.outcome) == (SecurityActKind.LOG_IN, "ok")
    assert (act.subject_id, act.address) == (ADA_ID, "192.0.2.7")
    assert act.subject_key == subject_key(Email("ada@example.com"))
    assert act.details == {"session_id": str(world.session_of(grant).id)}
    assert len(world.writes.changes) == 1


async def test_a_log_in_that_cannot_be_recorded_does_not_happen(world: IdentityWorld) -> None:
    """All or nothing."""
    world.writes.lost_before = 1
    with pytest.raises(StorageUnavailable):
        await world.logged_in()
    assert list(world.storage.all_of(Session)) == []


async def test_gives_no_more_than_what_was_asked_for(world: IdentityWorld) -> None:
    """Of what the role may."""
    grant = await world.logged_in(scopes=frozenset({"orders:read", "users:write"}))
    assert grant.scopes == {Scope.ORDERS_READ}


@pytest.mark.parametrize("scopes", [frozenset({"orders:steal"}), frozenset({"users:write"})])
async def test_refuses_scopes_that_it_cannot_give(
    world: IdentityWorld, scopes: frozenset[str]
) -> None:
    """Unknown ones, and those of another role alone."""
    with pytest.raises(InvalidScope):
        await world.logged_in(scopes=scopes)
    assert list(world.storage.all_of(Session)) == []


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.com", WRONG),
        ("eve@example.com", PASSWORD),
        ("bob@example.com", PASSWORD),
        ("ada@example.com", "x" * 100_000),
    ],
)
async def test_says_no_in_one_way_and_always_verifies(
    world: IdentityWorld, email: str, password: str
) -> None:
    """Neither the answer nor its time tells who has an account."""
    world.writes.put(user(BOB_ID, email="bob@example.com", is_active=False))
    with pytest.raises(WrongCredentials):
        await world.logged_in(email, password)

    assert world.hasher.verifications == 1
    assert world.audit == ["log_in_failed refused"]
    assert len(world.writes.changes) == 1


async def test_refuses_what_is_no_address(world: IdentityWorld) -> None:
    """That tells nothing about accounts."""
    with pytest.raises(InvalidValue):
        await world.logged_in("ada")


@pytest.mark.parametrize("email", ["ada@example.com", "nobody@example.com"])
async def test_failures_make_every_address_wait(world: IdentityWorld, email: str) -> None:
    """One without an account like any other; while it waits no password is looked at."""
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await world.logged_in(email, WRONG)
    for _ in range(3):
        with pytest.raises(LogInLocked, match="retry_after_seconds=30"):
            await world.logged_in(email, PASSWORD)

    assert world.hasher.verifications == 5
    assert world.audit[5:] == ["log_in_locked refused"] * 3


async def test_many_guesses_at_once_are_no_way_around_the_lock(world: IdentityWorld) -> None:
    """However long each takes to look at, later ones meet the failures of the earlier."""
    world.hasher = SlowHasher()
    log_in = world.log_in()
    guess = LogInCommand(actor=BROWSER, email="ada@example.com", password=WRONG)
    async with asyncio.timeout(10):
        answers = await asyncio.gather(
            *(log_in.execute(guess) for _ in range(30)), return_exceptions=True
        )
    assert [type(one) for one in answers] == [WrongCredentials] * 5 + [LogInLocked] * 25
    assert world.hasher.verifications == 5


async def test_waiting_it_out_lets_the_owner_in_and_forgets(world: IdentityWorld) -> None:
    """Attempts while it was locked do not prolong it."""
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await world.logged_in(password=WRONG)
    with pytest.raises(LogInLocked):
        await world.logged_in()
    world.clock.advance(timedelta(seconds=30))

    await world.logged_in()
    with pytest.raises(WrongCredentials):
        await world.logged_in(password=WRONG)
    await world.logged_in()


async def test_an_unproven_address_is_told_only_to_who_knows_the_password(
    world: IdentityWorld,
) -> None:
    """Where addresses must be proven; it is no failure of the password."""
    log_in = world.log_in(require_verified_email=True)
    with pytest.raises(WrongCredentials):
        await log_in.execute(LogInCommand(actor=BROWSER, email="ada@example.com", password=WRONG))
    right = LogInCommand(actor=BROWSER, email="ada@example.com", password=PASSWORD)
    with pytest.raises(EmailNotVerified):
        await log_in.execute(right)
    assert world.audit == ["log_in_failed refused", "log_in refused"]

    proven = world.user()
    proven.verify_email(proven.log_in_email(), world.clock.now())
    world.writes.put(proven)
    assert (await log_in.execute(right)).refresh_token


async def test_a_weak_hash_is_replaced_on_the_way(world: IdentityWorld) -> None:
    """The password is known only now; nothing but the version and the hash changes."""
    weak = user()
    weak.password_hash = f"old:{PASSWORD}"
    world.writes.put(weak)
    await world.logged_in()

    assert world.user().password_hash == f"plain:{PASSWORD}"
    assert world.user().version == 2


async def test_a_better_hash_never_stands_in_the_way_of_a_log_in(world: IdentityWorld) -> None:
    """When the account changes at that moment it waits for the next one."""
    weak = user()
    weak.password_hash = f"old:{PASSWORD}"
    world.writes.put(weak)

    def rename() -> None:
        changed = world.user()
        changed.rename("Ada King")
        world.writes.put(changed)

    world.writes.interference = rename
    grant = await world.logged_in()

    assert world.session_of(grant).user_id == ADA_ID
    assert world.user().password_hash == f"old:{PASSWORD}"


@pytest.mark.parametrize("what", ["password", "sessions", "account"])
async def test_a_change_while_the_password_is_verified_wins(
    world: IdentityWorld, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verifying is slow: who knows the old password must not slip in behind the change."""
    verify = world.hasher.verify

    async def slowly(password: str, password_hash: str | None) -> bool:
        right = await verify(password, password_hash)
        changed = world.user()
        world.clock.advance(timedelta(milliseconds=1))
        if what == "password":
            changed.change_password("plain:another password")
        elif what == "sessions":
            changed.close_sessions(world.clock.now())
        else:
            changed.deactivate(world.clock.now())
        world.writes.put(changed)
        return right

    monkeypatch.setattr(world.hasher, "verify", slowly)
    with pytest.raises(WrongCredentials):
        await world.logged_in()

    assert list(world.storage.all_of(Session)) == []
    assert world.audit == ["log_in refused"]
