"""What every implementation of `ChatLinkCodes` does."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from secrets import randbits
from uuid import UUID, uuid4

import pytest
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.chats import ChatLink, ChatLinkCodes
from redis_cache import RedisLink, connect
from redis_cache.redis_chat_link_codes import RedisChatLinkCodes

from tests.fakes.in_memory_chats import InMemoryChatLinkCodes
from tests.fixtures.free_ports import free_port
from tests.fixtures.patient_redis import patient_link

ASKED_AT = datetime(2026, 1, 15, 10, 30, 0, 7, tzinfo=UTC)


@pytest.fixture
async def link(redis_url: str) -> AsyncIterator[RedisLink]:
    """The way to Redis."""
    link = patient_link(redis_url)
    yield link
    await link.aclose()


@pytest.fixture
def redis_codes(link: RedisLink) -> RedisChatLinkCodes:
    """The real thing."""
    return RedisChatLinkCodes(link)


@pytest.fixture
def fake_codes() -> InMemoryChatLinkCodes:
    """The fake."""
    return InMemoryChatLinkCodes()


@pytest.fixture(params=["fake", pytest.param("redis", marks=pytest.mark.integration)])
def codes(request: pytest.FixtureRequest) -> ChatLinkCodes:
    """Each implementation in turn."""
    codes: ChatLinkCodes = request.getfixturevalue(f"{request.param}_codes")
    return codes


@pytest.fixture
def chat_id() -> int:
    """A number that Telegram may give."""
    return randbits(51)


async def test_a_users_code_keeps_who_asked_for_it_and_when(
    codes: ChatLinkCodes, chat_id: int
) -> None:
    """To the microsecond, for it is compared with the end of all sessions."""
    wanted = ChatLink(uuid4(), ASKED_AT)
    code = await codes.issue_for_user(wanted)
    assert await codes.redeem_user_code(code, chat_id) == wanted


async def test_a_chats_code_keeps_the_chat(codes: ChatLinkCodes, chat_id: int) -> None:
    """Groups have negative numbers; nothing gets lost on them."""
    for number in (chat_id, -chat_id):
        code = await codes.issue_for_chat(number)
        assert await codes.redeem_chat_code(code, uuid4()) == number


async def test_who_redeemed_a_code_first_finds_it_again_and_nobody_else(
    codes: ChatLinkCodes, chat_id: int
) -> None:
    """An update is delivered again; a code in a screenshot is of no use."""
    for_user = await codes.issue_for_user(ChatLink(uuid4(), ASKED_AT))
    for_chat, user_id = await codes.issue_for_chat(chat_id), uuid4()
    for _ in range(2):
        assert await codes.redeem_user_code(for_user, chat_id) is not None
        assert await codes.redeem_user_code(for_user, chat_id + 1) is None
        assert await codes.redeem_chat_code(for_chat, user_id) == chat_id
        assert await codes.redeem_chat_code(for_chat, uuid4()) is None


async def test_of_many_who_come_at_once_one_redeems_a_code(codes: ChatLinkCodes) -> None:
    """However closely they come."""
    code = await codes.issue_for_user(ChatLink(uuid4(), ASKED_AT))
    found = await asyncio.gather(*(codes.redeem_user_code(code, one) for one in range(20)))
    assert sum(link is not None for link in found) == 1


async def test_a_spent_code_works_for_nobody(codes: ChatLinkCodes, chat_id: int) -> None:
    """Not even for who spent it; spending one twice, or none, is fine."""
    user_id = uuid4()
    for_user = await codes.issue_for_user(ChatLink(user_id, ASKED_AT))
    for_chat = await codes.issue_for_chat(chat_id)
    await codes.redeem_user_code(for_user, chat_id)
    await codes.redeem_chat_code(for_chat, user_id)
    for code in (for_user, for_chat, for_chat, "never issued"):
        await codes.spend(code)
    assert await codes.redeem_user_code(for_user, chat_id) is None
    assert await codes.redeem_chat_code(for_chat, user_id) is None


@pytest.mark.parametrize("code", ["", "wrong", "x" * 4_096, "\0", "ä", "*", "user chat"])
async def test_what_was_never_issued_does_not_work(codes: ChatLinkCodes, code: str) -> None:
    """Whatever somebody types."""
    assert await codes.redeem_user_code(code, 1) is None
    assert await codes.redeem_chat_code(code, UUID(int=1)) is None


async def test_a_code_of_one_direction_is_none_of_the_other(
    codes: ChatLinkCodes, chat_id: int
) -> None:
    """Each is good for what it says."""
    assert await codes.redeem_chat_code(await _user_code(codes), uuid4()) is None
    assert await codes.redeem_user_code(await codes.issue_for_chat(chat_id), chat_id) is None


async def _user_code(codes: ChatLinkCodes) -> str:
    return await codes.issue_for_user(ChatLink(uuid4(), ASKED_AT))


@pytest.mark.integration
async def test_codes_live_for_ten_minutes_and_cannot_be_guessed(
    redis_codes: RedisChatLinkCodes, link: RedisLink, chat_id: int
) -> None:
    """96 random bits that fit into a deep link; Redis holds but a digest of them."""
    issued = {await _user_code(redis_codes) for _ in range(50)}
    issued |= {await redis_codes.issue_for_chat(chat_id) for _ in range(50)}
    assert len(issued) == 100
    for code in issued:
        assert len(code) == 16
        assert set(code) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    code = issued.pop()
    await redis_codes.redeem_user_code(code, chat_id)
    await redis_codes.redeem_chat_code(code, uuid4())
    (keys,) = await link.run(("KEYS", "chat_link_code:*"))
    assert isinstance(keys, list)
    assert len(keys) >= 100
    for key in keys:
        assert isinstance(key, bytes)
        assert not [code for code in issued if code in key.decode()]
        (seconds,) = await link.run(("TTL", key))
        assert isinstance(seconds, int)
        assert 0 < seconds <= 600


@pytest.mark.integration
async def test_says_that_the_store_is_away() -> None:
    """Each method in the application's own words."""
    link = RedisLink(connect(f"redis://127.0.0.1:{free_port()}"))
    codes = RedisChatLinkCodes(link)
    for attempt in (
        lambda: codes.issue_for_user(ChatLink(uuid4(), ASKED_AT)),
        lambda: codes.redeem_user_code("code", 1),
        lambda: codes.issue_for_chat(1),
        lambda: codes.redeem_chat_code("code", uuid4()),
        lambda: codes.spend("code"),
    ):
        with pytest.raises(StorageUnavailable):
            await attempt()
    await link.aclose()
