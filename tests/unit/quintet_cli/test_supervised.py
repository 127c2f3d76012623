"""One supervised process, with a scripted stand-in for the process itself."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from quintet_cli.servers.server_errors import ServerDidNotStartError
from quintet_cli.supervision.back_off import BackOff
from quintet_cli.supervision.supervised import Phase, Supervised


class ScriptedProcess:
    """Starts, fails, dies and becomes unready as told."""

    name = "scripted"
    port = 1

    def __init__(self) -> None:
        self.failures_left = 0
        self.ready = True
        self.starts = 0
        self.ended: asyncio.Event = asyncio.Event()

    @property
    def pid(self) -> int | None:
        """No real process."""
        return None

    async def start(self) -> None:
        """Start, or fail as often as told."""
        self.starts += 1
        self.ended = asyncio.Event()
        if self.failures_left:
            self.failures_left -= 1
            raise ServerDidNotStartError("scripted did not start: told so\nmore")

    async def probe(self) -> None:
        """Be ready, or not, as told."""
        if not self.ready:
            raise ConnectionError("told so")

    async def wait_ended(self) -> int:
        """End when told to."""
        await self.ended.wait()
        return -9

    async def stop(self) -> None:
        """End."""
        self.ended.set()


@contextlib.asynccontextmanager
async def running(supervised: Supervised) -> AsyncIterator[asyncio.Task[None]]:
    """Run the supervision of one process for a while."""
    task = asyncio.create_task(supervised.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class News:
    """Wakes those who wait for a change."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    def __call__(self) -> None:
        """Something changed."""
        self._changed.set()

    async def until(self, supervised: Supervised, phase: Phase, restarts: int = 0) -> None:
        """Wait until the process stands where it is expected."""
        async with asyncio.timeout(60):
            while supervised.phase is not phase or supervised.restarts != restarts:
                self._changed.clear()
                await self._changed.wait()


async def test_becomes_ready() -> None:
    """A start and a good probe are enough."""
    news = News()
    supervised = Supervised(ScriptedProcess(), news)
    async with running(supervised):
        await news.until(supervised, Phase.READY)
        assert supervised.first_ready.is_set()
        assert supervised.detail == ""


async def test_restarts_a_process_that_died() -> None:
    """Death is followed by a restart, and both are counted."""
    news, process = News(), ScriptedProcess()
    supervised = Supervised(process, news)
    async with running(supervised):
        await news.until(supervised, Phase.READY)
        process.ended.set()
        await news.until(supervised, Phase.READY, restarts=1)
        assert process.starts == 2


async def test_says_why_a_process_is_not_ready() -> None:
    """The reason of the probe is kept for a person to read."""
    news, process = News(), ScriptedProcess()
    process.ready = False
    supervised = Supervised(process, news)
    async with running(supervised):
        await news.until(supervised, Phase.NOT_READY)
        assert supervised.detail == "told so"
        process.ready = True
        await news.until(supervised, Phase.READY)


async def test_tries_again_when_a_start_fails() -> None:
    """One bad start is no reason to give up."""
    news, process = News(), ScriptedProcess()
    process.failures_left = 1
    supervised = Supervised(process, news)
    async with running(supervised):
        await news.until(supervised, Phase.READY, restarts=1)


async def test_gives_up_when_the_first_starts_all_fail() -> None:
    """A person who starts a broken platform wants to hear of it."""
    process = ScriptedProcess()
    process.failures_left = 99
    supervised = Supervised(process, lambda: None)
    async with running(supervised) as task:
        with pytest.raises(ServerDidNotStartError):
            await asyncio.wait_for(task, 60)
    assert supervised.phase is Phase.FAILED
    assert process.starts == 3


async def test_never_gives_up_once_it_was_ready() -> None:
    """After a first success every failure may pass."""
    news, process = News(), ScriptedProcess()
    supervised = Supervised(process, news)
    supervised._back_off = BackOff(first=0.001, most=0.001)
    async with running(supervised):
        await news.until(supervised, Phase.READY)
        process.failures_left = 5
        process.ended.set()
        await news.until(supervised, Phase.READY, restarts=6)


def test_back_off_doubles_up_to_its_limit() -> None:
    """A process that dies at once is restarted less and less often."""
    back_off = BackOff(first=1, most=5, forgive=30)
    assert [back_off.pause_after(0.1) for _ in range(5)] == [1, 2, 4, 5, 5]


def test_back_off_forgives_after_a_healthy_while() -> None:
    """A death after a long life is met with a quick restart."""
    back_off = BackOff(first=1, most=5, forgive=30)
    for _ in range(4):
        back_off.pause_after(0.1)
    assert back_off.pause_after(31) == 1
    assert back_off.pause_after(0.1) == 2
