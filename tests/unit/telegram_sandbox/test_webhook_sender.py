"""Posting to a webhook: in order for each chat, until it is taken, chats side by side."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.faults import Faults
from telegram_sandbox.state.webhook import Webhook
from telegram_sandbox.state.world import World
from telegram_sandbox.webhooks.webhook_sender import WebhookSender

from tests.unit.telegram_sandbox.worlds import a_world

type Answer = Callable[[int], Awaitable[str | None]]


class Receiver:
    """Takes posts, and answers as the test wishes.

    Args:
        answer: What goes wrong with an update, None when nothing does.
    """

    def __init__(self, answer: Answer) -> None:
        self.came: list[int] = []
        self.news = asyncio.Event()
        self._answer = answer

    async def __call__(self, webhook: Webhook, update: JsonObject) -> str | None:
        """Note the update."""
        del webhook
        number = update["update_id"]
        assert isinstance(number, int)
        self.came.append(number)
        self.news.set()
        return await self._answer(number)

    async def has(self, count: int) -> None:
        """Wait for so many posts."""
        async with asyncio.timeout(10):
            while len(self.came) < count:
                self.news.clear()
                await self.news.wait()


async def taken(_: int) -> None:
    """Nothing goes wrong."""


@asynccontextmanager
async def sending(world: World, answer: Answer) -> AsyncIterator[Receiver]:
    """A sender at work."""
    receiver = Receiver(answer)
    sender = WebhookSender(world, receiver, first_pause_seconds=0.01)
    sender.start()
    try:
        yield receiver
    finally:
        await sender.stop()


async def test_posts_what_waited_and_what_comes() -> None:
    """In order, and nothing waits in the end."""
    world = a_world()
    first = world.updates.add("message", {}, 1)
    async with sending(world, taken) as receiver:
        world.use_webhook(Webhook("http://bot"))
        await receiver.has(1)
        second = world.updates.add("message", {}, 1)
        await receiver.has(2)
        assert receiver.came == [first, second]


async def test_a_refused_update_holds_its_own_chat_back_and_no_other() -> None:
    """It is posted again until it is taken; then the next of its chat follows."""
    world = a_world()
    held = asyncio.Event()

    async def refuse_first(number: int) -> str | None:
        return "Wrong response: 503" if number == first and not held.is_set() else None

    async with sending(world, refuse_first) as receiver:
        first = world.updates.add("message", {}, 1)
        second = world.updates.add("message", {}, 1)
        other = world.updates.add("message", {}, 2)
        world.use_webhook(Webhook("http://bot"))
        await receiver.has(4)
        assert other in receiver.came
        assert second not in receiver.came
        info = world.webhook.as_telegram(len(world.updates))
        assert info["last_error_message"] == "Wrong response: 503"
        held.set()
        async with asyncio.timeout(10):
            while second not in receiver.came:
                receiver.news.clear()
                await receiver.news.wait()
        assert receiver.came.index(second) > receiver.came.index(first)


async def test_no_more_than_the_agreed_number_is_posted_at_a_time() -> None:
    """max_connections."""
    world = a_world()
    present, most = 0, 0
    release = asyncio.Event()

    async def count(_: int) -> None:
        nonlocal present, most
        present += 1
        most = max(most, present)
        await release.wait()
        present -= 1

    for chat in range(5):
        world.updates.add("message", {}, chat)
    async with sending(world, count) as receiver:
        world.use_webhook(Webhook("http://bot", max_connections=2))
        await receiver.has(2)
        release.set()
        await receiver.has(5)
        assert most == 2


async def test_without_a_webhook_what_waits_is_the_polls() -> None:
    """And a deleted webhook lets go at once, also between two tries."""
    world = a_world()

    async def refuse(_: int) -> str:
        return "Connection failed"

    async with sending(world, refuse) as receiver:
        world.updates.add("message", {}, 1)
        world.use_webhook(Webhook("http://bot"))
        await receiver.has(1)
        world.use_webhook(Webhook())
        assert len(world.updates) == 1
        assert [update.kind for update in world.updates.batch(10)] == ["message"]


async def test_a_duplicated_update_is_posted_twice() -> None:
    """The fault works for webhooks, too."""
    world = a_world()
    world.use_faults(Faults(duplicate_updates=True))
    number = world.updates.add("message", {}, 1)
    async with sending(world, taken) as receiver:
        world.use_webhook(Webhook("http://bot"))
        await receiver.has(2)
        assert receiver.came == [number, number]
