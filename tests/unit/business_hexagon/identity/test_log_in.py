"""Logging in."""

import pytest
from business_hexagon.application.commands.identity.log_in import LogIn, LogInCommand
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import WrongCredentials

from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.plain_password_hasher import PlainPasswordHasher
from tests.fakes.plain_token_issuer import PlainTokenIssuer
from tests.fakes.stepping_clock import SteppingClock
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID, user

PASSWORD = "correct horse battery"


@pytest.fixture
def hasher() -> PlainPasswordHasher:
    """Remembers what was verified."""
    return PlainPasswordHasher()


@pytest.fixture
def log_in(hasher: PlainPasswordHasher) -> LogIn:
    """Ada has an account, Bob's is closed."""
    writes = DisturbedWrites()
    writes.put(user(), user(BOB_ID, email="bob@example.com", is_active=False))
    return LogIn(
        users=InMemoryUsers(writes.storage), hasher=hasher, tokens=PlainTokenIssuer(SteppingClock())
    )


async def test_issues_a_token_for_the_right_password(log_in: LogIn) -> None:
    """The token is for this user in this role."""
    token = await log_in.execute(LogInCommand(email="ADA@example.com", password=PASSWORD))

    assert token.token == f"{ADA_ID}:customer"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.com", "wrong horse battery"),
        ("eve@example.com", PASSWORD),
        ("bob@example.com", PASSWORD),
        ("ada@example.com", "x" * 100_000),
    ],
)
async def test_says_no_in_one_way_and_always_verifies(
    log_in: LogIn,
    hasher: PlainPasswordHasher,
    email: str,
    password: str,
) -> None:
    """Neither the answer nor its time tells who has an account."""
    with pytest.raises(WrongCredentials):
        await log_in.execute(LogInCommand(email=email, password=password))

    assert hasher.verifications == 1


async def test_refuses_what_is_no_address(log_in: LogIn) -> None:
    """That tells nothing about accounts."""
    with pytest.raises(InvalidValue):
        await log_in.execute(LogInCommand(email="ada", password=PASSWORD))
