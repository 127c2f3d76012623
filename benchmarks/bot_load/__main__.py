"""Measures how soon the bot answers: `make bench_bot`.

A whole platform runs, and people of the Telegram sandbox look around, search, fill carts and buy at
a steady pace. Measured is from the moment before an update is given to the sandbox to the end of
the bot's first call that answers it. The bot is told that Telegram takes more messages a second
than the usual 30, which would be what is measured at this pace: see `--messages_per_second`.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from http_transport import HttpClient
from quintet_cli.platform_state import PlatformState
from quintet_cli.sample_shop.opening import open_sample_shop
from quintet_cli.supervision.platform import Platform
from rich.progress import Progress

from benchmarks.bot_load.first_answers import calls_after, last_number, seconds_to_answers
from benchmarks.bot_load.pacer import Pacer
from benchmarks.bot_load.process_times import process_times
from benchmarks.bot_load.report import LoadReport, show, summarised
from benchmarks.bot_load.visitor import Visitor
from tests.fixtures.free_ports import free_offset
from tests.fixtures.telegram_feed import telegram_feed
from tests.fixtures.telegram_people import ControlRoutes

_LANGUAGES = ("en", "de")
_VARIABLES = {"LOG_FORMAT": "json", "CALLBACK_SECONDS": "600"}


async def _measure(
    state: PlatformState, visitors: list[Visitor], client: HttpClient, asked: argparse.Namespace
) -> LoadReport:
    pacer = Pacer(asked.rate)
    for visitor in visitors:
        visitor.pacer = pacer
    visiting = [asyncio.create_task(_visit(each)) for each in visitors]
    try:
        with Progress(transient=True) as progress:
            await _pass(progress, "warming up", asked.warm_up, visiting)
            number, before, began = await last_number(client), process_times(state), time.time()
            await _pass(progress, "measuring", asked.seconds, visiting)
            ended, after, load = time.time(), process_times(state), os.getloadavg()[0]
            pacer.is_open = False
            await _pass(progress, "waiting for answers", asked.patience, visiting)
    finally:
        for task in visiting:
            task.cancel()
        await asyncio.gather(*visiting, return_exceptions=True)
    given = [one for each in visitors for one in each.given if began <= one.at < ended]
    calls = await calls_after(client, number)
    return LoadReport(
        wanted_per_second=asked.rate,
        given_per_second=round(len(given) / (ended - began), 1),
        seconds=round(ended - began, 1),
        chats=len(visitors),
        latencies_ms=summarised(seconds_to_answers(given, calls)),
        cpu_ms_per_update={
            name: round((spent - before[name]) / len(given) * 1000, 3)
            for name, spent in after.items()
        },
        machine_load=round(load, 1),
    )


async def _visit(visitor: Visitor) -> None:
    while True:
        await visitor.visit()


async def _pass(
    progress: Progress, what: str, seconds: float, visiting: list[asyncio.Task[None]]
) -> None:
    """Let time pass as long as nobody gives up."""
    bar = progress.add_task(what, total=seconds)
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        failed, _ = await asyncio.wait(
            visiting, timeout=min(left, 0.5), return_when=asyncio.FIRST_COMPLETED
        )
        for task in failed:
            task.result()
        progress.update(bar, completed=seconds - left)


@asynccontextmanager
async def _running_platform(
    folder: Path, messages_per_second: float
) -> AsyncIterator[PlatformState]:
    pace = {"TELEGRAM_MESSAGES_PER_SECOND": str(messages_per_second)}
    environment = {**os.environ, **_VARIABLES, **pace}
    async with Platform(folder, free_offset(), environment=environment) as platform:
        await platform.wait_ready()
        await open_sample_shop(platform.state)
        yield platform.state


async def _run(asked: argparse.Namespace) -> LoadReport:
    with tempfile.TemporaryDirectory(prefix="quintet_bench_", dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o711)  # noqa: ASYNC240  one local call before anything runs
        async with _running_platform(folder / "data", asked.messages_per_second) as state:
            url = state.service_urls["telegram_sandbox"]
            async with (
                HttpClient(url, timeout=30.0, max_connections=asked.chats) as client,
                telegram_feed(url) as feed,
            ):
                routes = ControlRoutes(url, client)
                people = [
                    await routes.person(f"Ada {number}", _LANGUAGES[number % 2])
                    for number in range(asked.chats)
                ]
                visitors = [
                    Visitor(routes, feed, person.id, random.Random(number))  # noqa: S311  no secret
                    for number, person in enumerate(people)
                ]
                await asyncio.gather(*(each.registers() for each in visitors))
                return await _measure(state, visitors, client, asked)


def main() -> None:
    """Reads the options and measures."""
    parser = argparse.ArgumentParser(prog="make bench_bot", description=__doc__)
    parser.add_argument("--rate", type=float, default=50.0, help="updates a second")
    parser.add_argument("--chats", type=int, default=50, help="people; each waits for answers")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to measure")
    parser.add_argument("--warm_up", type=float, default=15.0, help="seconds left out before that")
    parser.add_argument("--patience", type=float, default=5.0, help="seconds for late answers")
    parser.add_argument(
        "--messages_per_second", type=float, default=1_000.0, help="what the bot allows itself"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args()
    report = asyncio.run(_run(asked))
    if asked.json:
        print(report.model_dump_json(indent=1))
    else:
        show(report)


if __name__ == "__main__":
    main()
