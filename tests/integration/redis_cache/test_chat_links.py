"""Links between chats and users in a real Redis."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from secrets import randbits
from uuid import uuid4

import pytest
from business_hexagon.application.ports.chat_links import ChatLink
from redis_cache import RedisLink, connect
from redis_cache.redis_chat_links import RedisChatLinks

pytestmark = pytest.mark.integration


@pytest.fixture
async def link(redis_url: str) -> AsyncIterator[RedisLink]:
    """The way to Redis."""
    link = RedisLink(connect(redis_url))
    yield link
    await link.aclose()


async def test_a_code_links_one_chat_and_keeps_when_it_was_asked_for(link: RedisLink) -> None:
    """To the microsecond, for it is compared with the end of all sessions."""
    links, chat_id = RedisChatLinks(link), randbits(40)
    wanted = ChatLink(uuid4(), datetime(2026, 1, 15, 10, 30, 0, 7, tzinfo=UTC))
    code = await links.issue_code(wanted)

    assert await links.redeem_code(code, chat_id) == wanted.user_id
    assert await links.link_of(chat_id) == wanted
    assert await links.chat_of(wanted.user_id) == chat_id
    assert await links.redeem_code(code, chat_id + 1) is None
    assert await links.link_of(chat_id + 1) is None


async def test_a_link_of_unknown_age_counts_as_made_long_ago(link: RedisLink) -> None:
    """So that the first end of all sessions ends it."""
    chat_id, user_id = randbits(40), uuid4()
    await link.run(("SET", f"chat_link:chat:{chat_id}", str(user_id)))
    found = await RedisChatLinks(link).link_of(chat_id)
    assert found is not None
    assert (found.user_id, found.asked_at.year) == (user_id, 1)
