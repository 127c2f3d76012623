"""Logging in."""

import pytest
from business_hexagon.application.commands.identity.log_in import LogIn, LogInCommand
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.errors import WrongCredentials

from tests.unit.business_hexagon.memory.doubles import PlainHasher, PlainTokens
from tests.unit.business_hexagon.memory.memory_store import MemoryUsers, MemoryWrites
from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID, user

PASSWORD = "correct horse battery"


@pytest.fixture
def hasher() -> PlainHasher:
    """Remembers what was verified."""
    return PlainHasher()


@pytest.fixture
def log_in(hasher: PlainHasher) -> LogIn:
    """Ada has an account, Bob's is closed."""
    writes = MemoryWrites()
    writes.put(user(), user(BOB_ID, email="bob@example.com", is_active=False))
    return LogIn(users=MemoryUsers(writes), hasher=hasher, tokens=PlainTokens())


async def test_issues_a_token_for_the_right_password(log_in: LogIn) -> None:
    """The token is for this user in this role."""
    token = await log_in.execute(LogInCommand(email="ADA@example.com", password=PASSWORD))

    assert token.token == f"customer {ADA_ID}"


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
    hasher: PlainHasher,
    email: str,
    password: str,
) -> None:
    """Neither the answer nor its time tells who has an account."""
    with pytest.raises(WrongCredentials):
        await log_in.execute(LogInCommand(email=email, password=password))

    assert len(hasher.verified) == 1


async def test_refuses_what_is_no_address(log_in: LogIn) -> None:
    """That tells nothing about accounts."""
    with pytest.raises(InvalidValue):
        await log_in.execute(LogInCommand(email="ada", password=PASSWORD))
