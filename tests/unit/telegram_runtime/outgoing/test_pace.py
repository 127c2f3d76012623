"""The pace: so many messages a second, fewer in one chat, replies before notifications."""

import asyncio
import time

from prometheus_client import CollectorRegistry
from telegram_runtime.bot_metrics import BotMetrics
from telegram_runtime.outgoing.lanes import Lane, as_notification, current_lane
from telegram_runtime.outgoing.pace import Pace

from tests.unit.telegram_runtime.delivery.scripted_handling import settle


def a_pace(per_second: float = 10_000.0, per_chat_second: float = 10_000.0) -> Pace:
    """A pace that counts by itself."""
    metrics = BotMetrics(CollectorRegistry())
    return Pace(metrics, per_second=per_second, per_chat_second=per_chat_second)


def test_code_replies_unless_it_says_otherwise() -> None:
    """The lane ends with the block."""
    assert current_lane() is Lane.REPLY
    with as_notification():
        assert current_lane() is Lane.NOTIFICATION
    assert current_lane() is Lane.REPLY


async def test_lets_through_so_many_a_second() -> None:
    """The burst at once, the rest at the rate."""
    pace = a_pace(per_second=50.0)
    began = time.perf_counter()
    await asyncio.gather(*(pace.admit(Lane.REPLY, None) for _ in range(60)))
    assert time.perf_counter() - began > 0.1
    assert pace.waiting == 0


async def test_a_chat_that_has_had_enough_waits_alone() -> None:
    """A burst is let through; edits are no new messages; other chats do not wait."""
    pace = a_pace(per_chat_second=0.01)
    for _ in range(20):
        await pace.admit(Lane.REPLY, 1)
    late = asyncio.create_task(pace.admit(Lane.REPLY, 1))
    await settle()
    assert pace.waiting == 1
    await pace.admit(Lane.REPLY, None)
    await pace.admit(Lane.REPLY, 2)
    assert not late.done()
    late.cancel()
    await asyncio.gather(late, return_exceptions=True)
    assert pace.waiting == 0


async def test_replies_go_before_notifications() -> None:
    """At most one notification is ahead of a reply."""
    pace = Pace(BotMetrics(CollectorRegistry()), per_second=5.0, courtesy_seconds=60.0)
    order: list[str] = []

    async def call(name: str, lane: Lane) -> None:
        await pace.admit(lane, None)
        order.append(name)

    await asyncio.gather(*(pace.admit(Lane.REPLY, None) for _ in range(5)))
    notifications = [
        asyncio.create_task(call(f"notification {n}", Lane.NOTIFICATION)) for n in range(3)
    ]
    await settle()
    replies = [asyncio.create_task(call(f"reply {n}", Lane.REPLY)) for n in range(3)]
    async with asyncio.timeout(30):
        await asyncio.gather(*notifications, *replies)
    assert set(order[:4]) == {"notification 0", "reply 0", "reply 1", "reply 2"}
    assert order[4:] == ["notification 1", "notification 2"]


async def test_a_chat_that_has_had_enough_keeps_no_news_from_others() -> None:
    """Somebody who never stops writing would else silence the bot for everybody."""
    pace = a_pace(per_chat_second=0.01)
    for _ in range(20):
        await pace.admit(Lane.REPLY, 1)
    late = asyncio.create_task(pace.admit(Lane.REPLY, 1))
    await settle()
    async with asyncio.timeout(30):  # the other chat's turn comes after a hundred seconds
        await pace.admit(Lane.NOTIFICATION, 2)
    assert not late.done()
    late.cancel()
    await asyncio.gather(late, return_exceptions=True)


async def test_a_notification_lets_replies_go_first_but_not_for_ever() -> None:
    """It has its chat's turn, so that its chat waits with it."""
    pace = Pace(BotMetrics(CollectorRegistry()), per_second=100.0, courtesy_seconds=0.05)

    async def answers_without_end() -> None:
        while True:
            await pace.admit(Lane.REPLY, None)

    crowd = [asyncio.create_task(answers_without_end()) for _ in range(10)]
    await settle()
    try:
        async with asyncio.timeout(30):
            await pace.admit(Lane.NOTIFICATION, None)
    finally:
        for each in crowd:
            each.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)


async def test_forgets_chats_that_wrote_long_ago() -> None:
    """There may be any number of them."""
    pace = a_pace()
    for chat_id in range(10_001):
        await pace.admit(Lane.REPLY, chat_id)
    assert len(pace._chats) == 10_000
    assert 0 not in pace._chats
