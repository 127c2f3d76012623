"""Schedules outlive failures and end when told."""

import asyncio

from worker_runtime.periodic import Periodic


class Work:
    """Counts rounds, answers or fails as told, and stops the schedule at the last."""

    def __init__(self, stop: asyncio.Event, outcomes: list[bool | Exception]) -> None:
        self.rounds = 0
        self._stop = stop
        self._outcomes = outcomes

    async def __call__(self) -> bool:
        """One round."""
        outcome = self._outcomes[self.rounds]
        self.rounds += 1
        if self.rounds == len(self._outcomes):
            self._stop.set()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


async def test_outlives_failures() -> None:
    """The round after a failure comes."""
    stop = asyncio.Event()
    work = Work(stop, [ValueError("a bug"), TimeoutError(), False])
    async with asyncio.timeout(5):
        await Periodic("test", 0.001, work).run(stop)
    assert work.rounds == 3


async def test_does_not_pause_while_there_is_much_to_do() -> None:
    """An hour's pause is not waited for."""
    stop = asyncio.Event()
    work = Work(stop, [True, True, True])
    async with asyncio.timeout(5):
        await Periodic("test", 3600, work).run(stop)
    assert work.rounds == 3


async def test_runs_until_it_is_done() -> None:
    """Failures and empty rounds are repeated, success ends it."""
    stop = asyncio.Event()
    work = Work(stop, [OSError("away"), False, True, False])
    async with asyncio.timeout(5):
        await Periodic("test", 0.001, work).run_until_done(stop)
    assert (work.rounds, stop.is_set()) == (3, False)


async def test_ends_its_pause_when_told_to_stop() -> None:
    """Nobody waits for an hour's pause."""
    stop, began = asyncio.Event(), asyncio.Event()

    async def work() -> bool:
        began.set()
        return False

    running = asyncio.create_task(Periodic("test", 3600, work).run(stop))
    await began.wait()
    stop.set()
    async with asyncio.timeout(5):
        await running


async def test_finishes_the_round_in_hand() -> None:
    """A round that changes something is never cut off."""
    stop, began, may_end = asyncio.Event(), asyncio.Event(), asyncio.Event()
    ended: list[bool] = []

    async def work() -> bool:
        began.set()
        await may_end.wait()
        ended.append(True)
        return False

    running = asyncio.create_task(Periodic("test", 3600, work).run(stop))
    await began.wait()
    stop.set()
    may_end.set()
    async with asyncio.timeout(5):
        await running
    assert ended


async def test_cuts_off_a_round_that_only_looks() -> None:
    """It may wait for somebody who is away, and nobody waits for it."""
    stop, began = asyncio.Event(), asyncio.Event()

    async def work() -> bool:
        began.set()
        await asyncio.Event().wait()
        return True

    running = asyncio.create_task(Periodic("test", 0.001, work, may_be_cut_off=True).run(stop))
    await began.wait()
    stop.set()
    async with asyncio.timeout(5):
        await running
