"""The worker's work from declaring to draining."""

import asyncio

import pytest
from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.errors import BrokerUnavailable
from message_bus.handling import EachEvent
from service_runtime.service_info import service_info
from worker_runtime import work_cycle
from worker_runtime.work_cycle import Loop, WorkCycle

from tests.fakes.recording_system_events import RecordingSystemEvents

DEADLINE = 30.0


class FakeConsumer(Consumer):
    """Notes what it is told."""

    def __init__(self, story: list[str], *, ends_in_time: bool = True) -> None:
        super().__init__(
            BusConnection("amqp://localhost", name="test"), queue="test", handling=EachEvent({})
        )
        self._story = story
        self._ends_in_time = ends_in_time

    def start(self) -> None:
        """Note it."""
        self._story.append("consume")

    async def drain(self, within_seconds: float = 20.0) -> bool:
        """Note it."""
        assert within_seconds < 20
        self._story.append("drain")
        return self._ends_in_time


class PatientLoop:
    """Runs until told to stop, or breaks, or does not end."""

    def __init__(self, error: Exception | None = None, *, hangs: bool = False) -> None:
        self.began = asyncio.Event()
        self._error = error
        self._hangs = hangs

    async def run(self, stop: asyncio.Event) -> None:
        """Run."""
        self.began.set()
        if self._error is not None:
            raise self._error
        await stop.wait()
        if self._hangs:
            await asyncio.Event().wait()


class Broker:
    """Declares at the attempt that it is told."""

    def __init__(self, story: list[str], failures: int = 0) -> None:
        self._story = story
        self._failures = failures
        self.asked = asyncio.Event()

    async def declare(self) -> None:
        """Declare, or fail."""
        self.asked.set()
        if self._failures:
            self._failures -= 1
            raise BrokerUnavailable("away")
        self._story.append("declare")


def cycle(
    story: list[str],
    events: RecordingSystemEvents,
    *loops: Loop,
    broker: Broker | None = None,
    consumer: FakeConsumer | None = None,
) -> WorkCycle:
    """A cycle of fakes."""
    return WorkCycle(
        info=service_info("worker_service"),
        declare=(broker or Broker(story)).declare,
        consumers=[consumer or FakeConsumer(story)],
        loops=loops,
        events=events,
        drain_seconds=0.05,
    )


async def test_declares_before_it_consumes_and_drains_when_told_to_stop() -> None:
    """And tells its start and its end."""
    story: list[str] = []
    events, loop, stop = RecordingSystemEvents(), PatientLoop(), asyncio.Event()
    running = asyncio.create_task(cycle(story, events, loop).run(stop))
    async with asyncio.timeout(DEADLINE):
        await loop.began.wait()
        stop.set()
        await running
    assert story == ["declare", "consume", "drain"]
    assert [name for name, _ in events.published] == ["service.started", "service.stopped"]


async def test_declares_until_the_broker_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker that starts later than the worker is waited for."""
    monkeypatch.setattr(work_cycle, "_DECLARE_AGAIN_SECONDS", 0.001)
    story: list[str] = []
    loop, stop = PatientLoop(), asyncio.Event()
    broker = Broker(story, failures=3)
    work = cycle(story, RecordingSystemEvents(), loop, broker=broker)
    running = asyncio.create_task(work.run(stop))
    async with asyncio.timeout(DEADLINE):
        await loop.began.wait()
        stop.set()
        await running
    assert story[0] == "declare"


async def test_ends_at_once_when_it_is_stopped_before_the_broker_is_there() -> None:
    """Nothing was begun, so nothing is drained or told."""
    story: list[str] = []
    events, stop = RecordingSystemEvents(), asyncio.Event()
    broker = Broker(story, failures=1_000)
    running = asyncio.create_task(cycle(story, events, PatientLoop(), broker=broker).run(stop))
    async with asyncio.timeout(DEADLINE):
        await broker.asked.wait()
        stop.set()
        await running
    assert (story, events.published) == ([], [])


async def test_cuts_off_what_does_not_end() -> None:
    """The process ends within its grace whatever hangs."""
    story: list[str] = []
    loop, stop = PatientLoop(hangs=True), asyncio.Event()
    consumer = FakeConsumer(story, ends_in_time=False)
    work = cycle(story, RecordingSystemEvents(), loop, consumer=consumer)
    running = asyncio.create_task(work.run(stop))
    async with asyncio.timeout(DEADLINE):
        await loop.began.wait()
        stop.set()
        await running


async def test_a_broken_loop_ends_the_work_in_order() -> None:
    """The rest is drained; then the error reaches whoever starts the process again."""
    story: list[str] = []
    events = RecordingSystemEvents()
    work = cycle(story, events, PatientLoop(), PatientLoop(ZeroDivisionError()))
    async with asyncio.timeout(DEADLINE):
        with pytest.raises(ZeroDivisionError):
            await work.run(asyncio.Event())
    assert story[-1] == "drain"
    assert events.published[-1][0] == "service.stopped"
