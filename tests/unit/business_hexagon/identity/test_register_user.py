"""Opening an account."""

import pytest
from business_hexagon.application.commands.identity.register_user import (
    RegisterUser,
    RegisterUserCommand,
)
from business_hexagon.application.errors import (
    IdempotencyConflict,
    StorageUnavailable,
    TooManyConflicts,
    VersionConflict,
)
from business_hexagon.application.once import ATTEMPTS
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import WeakPassword
from business_hexagon.domain.identity.events import RegistrationRepeated, UserCreated
from business_hexagon.domain.identity.one_time_token_events import EmailVerificationRequested
from business_hexagon.domain.identity.user import Role
from business_hexagon.domain.values.email import Email

from tests.unit.business_hexagon.memory.identity_world import BROWSER, IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA_ID, KEY, OTHER_REQUEST, user


@pytest.fixture
def register_user(world: IdentityWorld) -> RegisterUser:
    """The use case; Ada has an account, Grace has none."""
    return RegisterUser(
        users=world.users,
        writes=world.writes,
        ids=world.ids,
        clock=world.clock,
        hasher=world.hasher,
        strength=world.strength,
    )


def command(
    *,
    email: str = "Grace@Example.com",
    name: str = "Grace",
    password: str = "correct horse battery",  # noqa: S107  a test password
    idempotency: Idempotency | None = None,
) -> RegisterUserCommand:
    """Somebody wants an account."""
    return RegisterUserCommand(
        actor=BROWSER,
        email=email,
        name=name,
        password=password,
        idempotency=idempotency,
    )


async def test_opens_a_customers_account_and_mails_what_proves_its_address(
    register_user: RegisterUser, world: IdentityWorld
) -> None:
    """In one write with its record; the password is stored as a hash only."""
    await register_user.execute(command())

    stored = await world.users.by_email(Email("grace@example.com"))
    assert stored is not None
    assert (stored.role, stored.password_hash) == (Role.CUSTOMER, "plain:correct horse battery")
    assert stored.email_verified_at is None
    assert [type(one) for one in world.told] == [UserCreated, EmailVerificationRequested]
    assert (world.audit, world.acts[0].subject_id) == (["registered ok"], stored.id)
    assert len(world.writes.changes) == 1


async def test_nobody_learns_that_an_address_has_an_account(
    register_user: RegisterUser, world: IdentityWorld
) -> None:
    """The same answer after the same hashing and one write; its owner is told by mail."""
    fresh = await register_user.execute(command())
    work = (world.hasher.hashes, len(world.writes.changes))
    taken = await register_user.execute(command(email="ADA@example.com"))

    assert taken == fresh
    assert (world.hasher.hashes, len(world.writes.changes)) == (2 * work[0], 2 * work[1])
    assert world.told[-1] == RegistrationRepeated(
        user_id=ADA_ID, email="ada@example.com", name="Ada"
    )
    assert world.user().password_hash == "plain:correct horse battery"
    assert world.audit[-1] == "registered refused"


async def test_the_owner_of_a_closed_account_is_not_bothered(
    register_user: RegisterUser, world: IdentityWorld
) -> None:
    """The answer is still the same."""
    world.writes.put(user(is_active=False))
    await register_user.execute(command(email="ada@example.com"))
    assert world.told == []
    assert world.audit == ["registered refused"]


async def test_the_slower_of_two_at_the_same_moment_finds_the_account(
    register_user: RegisterUser, world: IdentityWorld
) -> None:
    """The unique index decides, and the answer is the same."""
    grace = user(BROWSER.user_id or ADA_ID, email="grace@example.com")
    world.storage.rows.clear()
    world.writes.interference = lambda: world.writes.put(grace)

    outcome = await register_user.execute(command())
    assert (outcome.response, outcome.replayed) == (b"", False)
    assert world.audit == ["registered refused"]


@pytest.mark.parametrize("email", ["grace@example.com", "ada@example.com"])
async def test_refuses_bad_values_whether_or_not_there_is_an_account(
    register_user: RegisterUser, world: IdentityWorld, email: str
) -> None:
    """Else a bad name would tell."""
    with pytest.raises(InvalidValue):
        await register_user.execute(command(email=email, name=" "))
    for password in ("short", "password password", email):
        with pytest.raises(WeakPassword):
            await register_user.execute(command(email=email, password=password))
    with pytest.raises(InvalidValue):
        await register_user.execute(command(email="grace"))
    assert world.writes.changes == []


async def test_gives_the_first_answer_again(
    register_user: RegisterUser, world: IdentityWorld
) -> None:
    """The address is taken by now, but by this very request: nobody is mailed."""
    await register_user.execute(command(idempotency=KEY))
    again = await register_user.execute(command(idempotency=KEY))

    assert (again.version, again.replayed) == (None, True)
    assert world.audit == ["registered ok"]


async def test_refuses_another_request_under_the_same_key(register_user: RegisterUser) -> None:
    """A key names one request."""
    await register_user.execute(command(idempotency=KEY))

    with pytest.raises(IdempotencyConflict):
        await register_user.execute(command(idempotency=OTHER_REQUEST))


async def test_passes_on_that_the_storage_is_away_or_never_still(
    register_user: RegisterUser, world: IdentityWorld
) -> None:
    """The client tries again under the same key."""
    world.writes.failures.append(StorageUnavailable("db_postgres_service", "refused"))
    with pytest.raises(StorageUnavailable):
        await register_user.execute(command(idempotency=KEY))
    world.writes.failures.extend(VersionConflict("user") for _ in range(ATTEMPTS))
    with pytest.raises(TooManyConflicts):
        await register_user.execute(command(idempotency=KEY))

    assert await world.users.by_email(Email("grace@example.com")) is None
