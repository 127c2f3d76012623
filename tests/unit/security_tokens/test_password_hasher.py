"""argon2id, off the loop, telling nothing by its time."""

import asyncio
from collections.abc import Iterator

import pytest
from business_hexagon.application.ports.password_hasher import PasswordHasher
from security_tokens import Argon2PasswordHasher


@pytest.fixture
def hasher() -> Iterator[Argon2PasswordHasher]:
    """Return a hasher that is fast enough for tests."""
    hasher = Argon2PasswordHasher(memory_kib=64, rounds=1)
    yield hasher
    hasher.close()


def test_implements_the_port(hasher: Argon2PasswordHasher) -> None:
    """The hexagon can use it."""

    def use(port: PasswordHasher) -> PasswordHasher:
        return port

    assert use(hasher) is hasher


async def test_verifies_the_right_password_only(hasher: Argon2PasswordHasher) -> None:
    """A hash is salted argon2id and matches its own password."""
    first, second = await hasher.hash("correct horse"), await hasher.hash("correct horse")
    assert first.startswith("$argon2id$")
    assert first != second
    assert await hasher.verify("correct horse", first)
    assert not await hasher.verify("wrong horse", first)


async def test_unknown_users_cost_a_hash_and_get_no(hasher: Argon2PasswordHasher) -> None:
    """Even the dummy's own password does not open an account that does not exist."""
    assert not await hasher.verify("nobody has this password", None)


@pytest.mark.parametrize("stored", ["garbage", "$2b$12$abc", "plain"])
async def test_hashes_of_other_kinds_never_match(hasher: Argon2PasswordHasher, stored: str) -> None:
    """A damaged row refuses, and does not fail."""
    assert not await hasher.verify("x", stored)


async def test_the_same_characters_match_however_composed(hasher: Argon2PasswordHasher) -> None:
    """A letter with an accent may arrive as one character or two; surrogates do no harm."""
    assert await hasher.verify("cafe\u0301", await hasher.hash("caf\u00e9"))
    assert await hasher.verify("\ud800", await hasher.hash("\ud800"))


async def test_the_loop_runs_on_while_hashing() -> None:
    """Hashing happens in threads."""
    hasher = Argon2PasswordHasher(memory_kib=8_192, rounds=2)
    task = asyncio.create_task(hasher.hash("x"))
    turns = 0
    while not task.done():
        await asyncio.sleep(0)
        turns += 1
    hasher.close()
    assert turns > 2
