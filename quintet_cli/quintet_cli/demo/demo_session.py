"""A whole demo: prepare, place, watch, tell."""

import asyncio
import re
from contextlib import AsyncExitStack
from time import monotonic
from typing import Protocol
from uuid import UUID

from http_transport import HttpClient, TransportError
from pydantic import BaseModel

from quintet_cli.demo.demo_shop import DemoShop
from quintet_cli.demo.order_watch import WatchedOrder, place_and_watch
from quintet_cli.demo.story import Step, Story
from quintet_cli.platform_clients import client_of, tls_of
from quintet_cli.platform_state import PlatformState
from quintet_cli.replay.api_session import ApiSession, Credentials
from quintet_cli.verification.paged_reading import read
from quintet_cli.verification.verification_errors import SourceSilentError

_LOOK_AGAIN_SECONDS = 0.01
_PATIENCE_SECONDS = 15.0
_MOST_GUEST_ORDERS = 50
"""More in a minute come near a guest's limit; waiting for it would be no demo."""

_BOT_EVENTS = 2  # order.confirmed and order.completed
_HANDLED = re.compile(rb'\nbus_messages_handled_total\{consumer="bot_notifications"\} (\S+)')


class Progress(Protocol):
    """Shows how many orders are done."""

    def advance(self) -> None:
        """One more order has reached its end."""
        ...


class Times(BaseModel):
    """Milliseconds from the request to the end, over all orders of a demo."""

    p50: float
    p95: float
    longest: float


class DemoReport(BaseModel):
    """The story of the last order, and the times of all."""

    order_id: UUID
    status: str
    orders: int
    answered: Times
    completed: Times
    steps: list[Step]


async def demo(platform: PlatformState, orders: int, progress: Progress) -> DemoReport:
    """Places orders one after the other and tells the story of the last.

    Raises:
        ApiRefusedError: The API refuses.
        ApiSilentError: The API does not answer.
        OrderNotFinishedError: An order does not reach its end.
        SourceSilentError: A process does not tell its part of the story.
    """
    async with AsyncExitStack() as stack:
        staff, guest = [
            await stack.enter_async_context(_session_of(platform)) for _ in ("staff", "guest")
        ]
        relational, documents, bot = [
            await stack.enter_async_context(client_of(platform, name))
            for name in ("db_postgres_service", "db_mongo_service", "bot_service")
        ]
        product_id = await DemoShop(staff).open(orders)
        buyer = guest if orders <= _MOST_GUEST_ORDERS else staff
        done: list[WatchedOrder] = []
        handled = await _handled_by_bot(bot)
        for number in range(orders):
            if number == orders - 1:
                handled = await _handled_by_bot(bot)
            done.append(await place_and_watch(buyer, staff, product_id))
            progress.advance()
        last = done[-1]
        story = Story(staff, relational, documents, last)
        bot_step = await _bot_step(bot, handled, last)
        await _until_recorded(story)
        steps = sorted([*await story.steps(), *bot_step], key=lambda step: step.milliseconds)
    return DemoReport(
        order_id=last.order_id,
        status=last.status,
        orders=orders,
        answered=times([order.answered_ms for order in done]),
        completed=times([order.ended_ms for order in done]),
        steps=steps,
    )


def _session_of(platform: PlatformState) -> ApiSession:
    """A session that signs in as staff when it is asked to: never, for what a guest may do."""
    return ApiSession(
        platform.api_url,
        Credentials(platform.admin_email, platform.admin_password),
        connections=2,
        patience_seconds=_PATIENCE_SECONDS,
        tls=tls_of(platform),
    )


def times(milliseconds: list[float]) -> Times:
    """Nearest-rank percentiles of at least one time."""
    ranked = sorted(milliseconds)
    last = len(ranked) - 1
    return Times(
        p50=ranked[round(last * 0.5)], p95=ranked[round(last * 0.95)], longest=ranked[last]
    )


async def _bot_step(bot: HttpClient, before: float, order: WatchedOrder) -> list[Step]:
    """The bot's part, known by its counter: at the latest when we looked."""
    if order.status != "completed":
        return []
    give_up_at = monotonic() + _PATIENCE_SECONDS
    looked = order.ended_ms
    began = monotonic()
    while await _handled_by_bot(bot) < before + _BOT_EVENTS:
        if monotonic() > give_up_at:
            return []
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        looked = order.ended_ms + (monotonic() - began) * 1000
    return [
        Step(
            milliseconds=round(looked, 1),
            processes=["bot_service"],
            event=None,
            what="took order.confirmed and order.completed; a guest has no chat to write to",
        )
    ]


async def _until_recorded(story: Story) -> None:
    """Waits for the slowest reader, the analytics writer; a late one is left out of the story."""
    give_up_at = monotonic() + _PATIENCE_SECONDS
    while await story.unrecorded() > 0:
        if monotonic() > give_up_at:
            return
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)


async def _handled_by_bot(bot: HttpClient) -> float:
    try:
        found = _HANDLED.search(await read(bot, "/metrics"))
    except TransportError as error:
        raise SourceSilentError(str(error)) from error
    return 0.0 if found is None else float(found[1])
