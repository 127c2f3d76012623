"""Micro-batching."""

import asyncio
from collections.abc import Sequence

import pytest
from storage_clients import Coalescer


class Runner:
    """Doubles numbers, remembers its batches, and can be held up."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.started = asyncio.Event()

    async def run(self, items: Sequence[int]) -> Sequence[int | Exception]:
        """Answer once the gate is open; thirteen is an error."""
        self.batches.append(list(items))
        self.started.set()
        await self.gate.wait()
        return [ValueError(item) if item == 13 else item * 2 for item in items]


async def test_calls_of_the_same_moment_share_a_batch() -> None:
    """Each caller gets the answer to its own item."""
    runner = Runner()
    coalescer = Coalescer(runner.run)
    assert await asyncio.gather(*map(coalescer.submit, range(5))) == [0, 2, 4, 6, 8]
    assert runner.batches == [[0, 1, 2, 3, 4]]


async def test_a_batch_is_bounded() -> None:
    """More items than fit make more batches."""
    runner = Runner()
    coalescer = Coalescer(runner.run, most_items=2)
    assert await asyncio.gather(*map(coalescer.submit, range(5))) == [0, 2, 4, 6, 8]
    assert sorted(map(len, runner.batches)) == [1, 2, 2]


async def test_items_gather_while_the_most_batches_are_under_way() -> None:
    """Under load batches grow, and their number does not."""
    runner = Runner()
    runner.gate.clear()
    coalescer = Coalescer(runner.run, most_batches=1)
    callers = [asyncio.create_task(coalescer.submit(0))]
    await runner.started.wait()
    callers += [asyncio.create_task(coalescer.submit(item)) for item in range(1, 10)]
    await asyncio.sleep(0)
    assert runner.batches == [[0]]
    runner.gate.set()
    assert await asyncio.gather(*callers) == [item * 2 for item in range(10)]
    assert runner.batches == [[0], list(range(1, 10))]


async def test_a_first_item_waits_for_company_when_told_to() -> None:
    """A window of time gathers more than one turn of the loop does."""
    runner = Runner()
    coalescer = Coalescer(runner.run, wait_seconds=0.02)
    first = asyncio.create_task(coalescer.submit(1))
    for _ in range(5):
        await asyncio.sleep(0)
    second = asyncio.create_task(coalescer.submit(2))
    assert [await first, await second] == [2, 4]
    assert runner.batches == [[1, 2]]


async def test_an_error_of_one_item_is_its_callers_alone() -> None:
    """The others get their answers."""
    coalescer = Coalescer(Runner().run)
    outcomes = await asyncio.gather(
        coalescer.submit(1), coalescer.submit(13), coalescer.submit(2), return_exceptions=True
    )
    assert (outcomes[0], outcomes[2]) == (2, 4)
    assert isinstance(outcomes[1], ValueError)


async def test_an_error_of_the_batch_is_everybodys() -> None:
    """Nobody waits forever."""

    async def fail(items: Sequence[int]) -> Sequence[int]:
        raise LookupError(items)

    coalescer = Coalescer(fail)
    outcomes = await asyncio.gather(
        coalescer.submit(1), coalescer.submit(2), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [LookupError, LookupError]


async def test_missing_answers_are_an_error_of_everybody() -> None:
    """Answers belong to items by their order, so their number must be right."""

    async def forget_one(items: Sequence[int]) -> Sequence[int]:
        return items[1:]

    with pytest.raises(RuntimeError, match="0 answers to 1 items"):
        await Coalescer(forget_one).submit(1)


async def test_a_cancelled_caller_does_not_disturb_the_others() -> None:
    """It stops waiting; the batch goes on."""
    runner = Runner()
    runner.gate.clear()
    coalescer = Coalescer(runner.run)
    cancelled = asyncio.create_task(coalescer.submit(1))
    other = asyncio.create_task(coalescer.submit(2))
    await runner.started.wait()
    cancelled.cancel()
    runner.gate.set()
    assert await other == 4
    assert cancelled.cancelled()


async def test_closing_waits_for_everything_submitted() -> None:
    """Also for what still gathers."""
    runner = Runner()
    coalescer = Coalescer(runner.run, wait_seconds=60)
    caller = asyncio.create_task(coalescer.submit(1))
    await asyncio.sleep(0)
    await coalescer.aclose()
    assert await caller == 2
