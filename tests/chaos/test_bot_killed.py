"""Twenty people shop in their chats while the bot is killed, again and again."""

import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from http_transport import HttpClient
from quintet_cli.sample_shop.opening import open_sample_shop
from quintet_cli.supervision.service_process import ServiceProcess
from quintet_cli.verification.verification import verify

from tests.chaos.bot_storm import BOT, BotStorm, shop_through
from tests.chaos.confirmed_orders import PlacedOrder, differences, orders_of, unfinished
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.eventually import eventually
from tests.fixtures.forked_service import ForkedService, replace
from tests.fixtures.telegram_feed import TelegramFeed, telegram_feed
from tests.fixtures.telegram_people import ControlRoutes
from tests.fixtures.telegram_shopper import ANSWER_SECONDS, TelegramShopper
from tests.fixtures.watched_platform import WatchedPlatform, watched_platform

pytestmark = [pytest.mark.chaos, pytest.mark.xdist_group("bot_chaos")]

_KILLS: Final = 50
_SHOPPERS: Final = 20
_JOURNEYS: Final = 3
_LANGUAGES: Final = ("en", "de")
_IMPORTS: Final = (
    "bot_service.telegram_provider",
    "bot_service.feature_provider",
    "bot_service.telegram_side",
)
_FAULTS: Final = {"duplicate_updates": True, "reorder_updates": True}
_VARIABLES: Final = {
    "RATE_LIMIT_SCALE": "1000",
    "TRACE_SAMPLE_RATIO": "0",
    # A press that waits for longer than Telegram does is no loss, but none can be told from it.
    "CALLBACK_SECONDS": "600",
}
_IMPATIENT_SECONDS: Final = 60.0


def _seed() -> int:
    """CHAOS_SEED repeats a run; without it every run is another one."""
    return int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(1_000_000))


@pytest.fixture(scope="module")
async def shop(shared_folder: Path) -> AsyncIterator[WatchedPlatform]:
    """A platform with something to buy."""
    async with watched_platform(shared_folder / "bot_killed", _VARIABLES) as watched:
        await open_sample_shop(watched.state)
        yield watched


@asynccontextmanager
async def _people(
    watched: WatchedPlatform, dice: random.Random, answer_seconds: float = ANSWER_SECONDS
) -> AsyncIterator[tuple[TelegramFeed, ControlRoutes, list[TelegramShopper]]]:
    url = watched.state.service_urls["telegram_sandbox"]
    async with HttpClient(url, timeout=30.0) as client, telegram_feed(url) as feed:
        routes = ControlRoutes(url, client)
        shoppers = []
        for number in range(_SHOPPERS):
            person = await routes.person(f"Ada {number}", _LANGUAGES[number % 2])
            own_dice = random.Random(dice.random())
            shoppers.append(TelegramShopper(routes, feed, person.id, own_dice, answer_seconds))
        yield feed, routes, shoppers


async def _fork_the_bot(watched: WatchedPlatform, prepare: str = "") -> None:
    supervised = watched.platform.supervised[BOT]
    service = supervised.item
    if isinstance(service, ForkedService):
        service = service.service
    assert isinstance(service, ServiceProcess)
    restarts = supervised.restarts
    await replace(supervised, ForkedService(service, _IMPORTS, prepare))
    await watched.until(lambda now: now.process(BOT).restarts > restarts and now.is_ready, 180)


async def _orders(
    watched: WatchedPlatform, shoppers: list[TelegramShopper]
) -> dict[int, list[PlacedOrder]]:
    async with HttpClient(watched.state.api_url, timeout=30.0) as client:
        state = watched.state
        admin = await ShopVisitor(client).logged_in(state.admin_email, state.admin_password)
        return {each.chat_id: await orders_of(admin, each.chat_id) for each in shoppers}


async def _nothing_pending(routes: ControlRoutes) -> None:
    async def look() -> bool | None:
        told = await routes.get("pending")
        assert isinstance(told, dict)
        return told["pending"] == 0 or None

    await eventually(look, "all updates confirmed")


async def test_no_order_is_lost_or_doubled_when_the_bot_is_killed_fifty_times(
    shop: WatchedPlatform,
) -> None:
    """Kills, double taps, updates that come twice: each purchase is one order, told to its end."""
    seed = _seed()
    print(f"CHAOS_SEED={seed}", flush=True)  # noqa: T201  a failure must be repeatable
    dice = random.Random(seed)
    await _fork_the_bot(shop)
    async with _people(shop, dice) as (feed, routes, shoppers):
        await routes.put("faults", dict(_FAULTS))
        storm = BotStorm(shop, feed, shoppers, dice)
        await shop_through(storm, shoppers, _KILLS, _JOURNEYS)
        await shop.until_ready()
        await _nothing_pending(routes)
        orders = await _orders(shop, shoppers)
        verification = await verify(shop.state, wait_seconds=60)
        bought = sum(len(each.confirmed) for each in shoppers)
        print(  # noqa: T201  what the figures stand for
            f"{bought} purchases, {sum(each.double_taps for each in shoppers)} double taps,"
            f" {sum(each.cancellations for each in shoppers)} cancellations"
        )
        wrong = [
            (each.chat_id, found)
            for each in shoppers
            for found in (
                *differences(each.confirmed, orders[each.chat_id]),
                *unfinished(each, feed, orders[each.chat_id]),
            )
        ]
    assert wrong == []
    assert len(set(storm.killed)) == _KILLS
    assert sum(map(len, orders.values())) == bought >= _SHOPPERS * _JOURNEYS
    assert verification.passed, verification.invariants
    # Control: the comparison sees an order that is missing, and one that nobody asked for.
    one = shoppers[0]
    assert len(differences(one.confirmed, orders[one.chat_id][1:])) == 1
    assert len(differences(one.confirmed[1:], orders[one.chat_id])) == 1


async def test_somebody_waits_in_vain_when_the_offset_moves_too_early(
    shop: WatchedPlatform,
) -> None:
    """Control: a bot that confirms what it has not done yet is found out by the same shoppers."""
    dice = random.Random(_seed())
    await _fork_the_bot(shop, "tests.chaos.hasty_polling:confirm_at_once")
    async with _people(shop, dice, _IMPATIENT_SECONDS) as (feed, routes, shoppers):
        await routes.put("faults", {})
        storm = BotStorm(shop, feed, shoppers, dice)
        with pytest.raises(ExceptionGroup):
            await shop_through(storm, shoppers, _KILLS, _JOURNEYS)
        await shop.until_ready()
        await _nothing_pending(routes)
        # Nothing is on its way any more: whose answer is not there now gets none.
        assert None in [each.in_vain() for each in shoppers if each.in_vain is not None]
