"""Opening an account."""

import pytest
from business_hexagon.application.commands.identity.register_user import (
    RegisterUser,
    RegisterUserCommand,
)
from business_hexagon.application.errors import IdempotencyConflict, StorageUnavailable
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import EmailTaken, WeakPassword
from business_hexagon.domain.identity.user import Role
from business_hexagon.domain.values.email import Email

from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.plain_password_hasher import PlainPasswordHasher
from tests.fakes.sequential_ids import SequentialIds
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import GUEST, KEY, OTHER_REQUEST, present, user


@pytest.fixture
def writes() -> DisturbedWrites:
    """An empty store."""
    return DisturbedWrites()


@pytest.fixture
def register_user(writes: DisturbedWrites) -> RegisterUser:
    """The use case on that store."""
    return RegisterUser(
        users=InMemoryUsers(writes.storage),
        writes=writes,
        ids=SequentialIds(),
        hasher=PlainPasswordHasher(),
        present=present,
    )


def command(
    *,
    email: str = "Ada@Example.com",
    password: str = "correct horse battery",  # noqa: S107  a test password
    idempotency: Idempotency | None = None,
) -> RegisterUserCommand:
    """Ada wants an account."""
    return RegisterUserCommand(
        actor=GUEST,
        email=email,
        name="Ada",
        password=password,
        idempotency=idempotency,
    )


async def test_opens_a_customers_account(
    register_user: RegisterUser, writes: DisturbedWrites
) -> None:
    """The password is stored as a hash only."""
    outcome = await register_user.execute(command())

    user_id, stored = next(iter(writes.users.items()))
    assert outcome.response == f"user/{user_id} v1".encode()
    assert (outcome.version, outcome.replayed) == (1, False)
    assert (stored.email.value, stored.role) == ("ada@example.com", Role.CUSTOMER)
    assert stored.password_hash == "plain:correct horse battery"


async def test_refuses_an_address_that_has_an_account(
    register_user: RegisterUser,
    writes: DisturbedWrites,
) -> None:
    """In whatever letter case it is typed."""
    writes.put(user())

    with pytest.raises(EmailTaken) as refusal:
        await register_user.execute(command())

    assert refusal.value.email == "ada@example.com"


async def test_refuses_the_slower_of_two_at_the_same_moment(
    register_user: RegisterUser,
    writes: DisturbedWrites,
) -> None:
    """The unique index decides, and the error is the same."""
    writes.interference = lambda: writes.put(user())

    with pytest.raises(EmailTaken):
        await register_user.execute(command())


async def test_refuses_bad_addresses_and_weak_passwords(register_user: RegisterUser) -> None:
    """Before anything is asked or hashed."""
    with pytest.raises(InvalidValue):
        await register_user.execute(command(email="ada"))
    with pytest.raises(WeakPassword):
        await register_user.execute(command(password="short"))


async def test_gives_the_first_answer_again(
    register_user: RegisterUser,
    writes: DisturbedWrites,
) -> None:
    """The address is taken by now, but by this very request."""
    first = await register_user.execute(command(idempotency=KEY))

    again = await register_user.execute(command(idempotency=KEY))

    assert (again.response, again.version, again.replayed) == (first.response, None, True)
    assert len(writes.users) == 1


async def test_refuses_another_request_under_the_same_key(register_user: RegisterUser) -> None:
    """A key names one request."""
    await register_user.execute(command(idempotency=KEY))

    with pytest.raises(IdempotencyConflict):
        await register_user.execute(command(idempotency=OTHER_REQUEST))


async def test_refuses_a_first_execution_that_has_a_key(
    register_user: RegisterUser,
    writes: DisturbedWrites,
) -> None:
    """A key that was never used changes nothing about a refusal."""
    writes.put(user())

    with pytest.raises(EmailTaken):
        await register_user.execute(command(idempotency=KEY))


async def test_passes_on_that_the_storage_is_away(
    register_user: RegisterUser,
    writes: DisturbedWrites,
) -> None:
    """Nothing is looked up then: the client tries again under the same key."""
    writes.failures.append(StorageUnavailable("db_postgres_service", "refused"))

    with pytest.raises(StorageUnavailable):
        await register_user.execute(command(idempotency=KEY))

    assert await InMemoryUsers(writes.storage).by_email(Email("ada@example.com")) is None
