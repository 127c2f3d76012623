"""Long polling: getUpdates."""

import asyncio
import time
from typing import Final

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.api_error import conflict
from telegram_sandbox.state.update_queue import Update
from telegram_sandbox.state.world import World

_LONGEST_WAIT: Final = 50
_MOST_UPDATES: Final = 100


async def get_updates(world: World, parameters: Parameters) -> Json:
    """Confirm what lies below the offset and wait for what comes.

    Raises:
        ApiError: A webhook is set, or another poll has begun.
    """
    if world.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete"
            " the webhook first"
        )
    ended = asyncio.Event()
    if world.present_poll is not None:
        world.present_poll.set()
    world.present_poll = ended
    world.bot.last_fetch = time.monotonic()
    world.updates.want(parameters.strings("allowed_updates"))
    if parameters.has("offset"):
        world.updates.confirm_below(parameters.integer("offset"))
    limit = min(max(parameters.integer("limit", _MOST_UPDATES), 1), _MOST_UPDATES)
    seconds = min(max(parameters.integer("timeout"), 0), _LONGEST_WAIT)
    try:
        return [update.as_json() for update in await _wait(world, ended, limit, seconds)]
    finally:
        world.bot.last_fetch = time.monotonic()
        if world.present_poll is ended:
            world.present_poll = None


async def _wait(world: World, ended: asyncio.Event, limit: int, seconds: float) -> list[Update]:
    deadline = time.monotonic() + seconds
    ending = asyncio.create_task(ended.wait())
    try:
        while True:
            updates = world.updates.batch(limit)
            left = deadline - time.monotonic()
            if updates or left <= 0 or world.is_closing:
                return updates
            world.updates.news.clear()
            news = asyncio.create_task(world.updates.news.wait())
            try:
                await asyncio.wait(
                    [news, ending], timeout=left, return_when=asyncio.FIRST_COMPLETED
                )
            finally:
                news.cancel()
            if ended.is_set():
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot"
                    " instance is running"
                )
    finally:
        ending.cancel()
