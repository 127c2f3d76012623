"""Micro-batching: calls made within a few milliseconds of each other become one request."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

__all__ = ["Coalescer"]

type RunBatch[Item, Answer] = Callable[[Sequence[Item]], Awaitable[Sequence[Answer | Exception]]]
type _Waiting[Item, Answer] = tuple[Item, asyncio.Future[Answer]]


class Coalescer[Item, Answer]:
    """Gathers items and runs them in batches, each caller getting the answer to its own.

    An item that comes alone leaves after `wait_seconds`, or with the next turn of the event loop
    when that is zero. While the most batches are under way, items gather for the next one, so
    batches grow by themselves under load and only then.

    Args:
        run: Answers a batch, one answer or exception for each item, in order. What it raises, all
            callers of the batch get.
        most_items: Most items in one batch.
        most_batches: Most batches under way at a time.
        wait_seconds: How long the first item waits for company.
    """

    def __init__(
        self,
        run: RunBatch[Item, Answer],
        *,
        most_items: int = 100,
        most_batches: int = 4,
        wait_seconds: float = 0.0,
    ) -> None:
        self._run = run
        self._most_items = most_items
        self._most_batches = most_batches
        self._wait_seconds = wait_seconds
        self._waiting: list[_Waiting[Item, Answer]] = []
        self._timer: asyncio.Handle | None = None
        self._under_way: set[asyncio.Task[None]] = set()

    async def submit(self, item: Item) -> Answer:
        """Return the answer to one item.

        A caller that is cancelled stops waiting; its item may still be run.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((item, future))
        if len(self._waiting) >= self._most_items:
            self._depart()
        elif self._timer is None and len(self._under_way) < self._most_batches:
            if self._wait_seconds > 0:
                self._timer = loop.call_later(self._wait_seconds, self._depart)
            else:
                self._timer = loop.call_soon(self._depart)
        return await future

    async def aclose(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way or self._waiting:
            if self._waiting:
                self._depart()
            await asyncio.wait(self._under_way)

    def _depart(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._waiting and len(self._under_way) < self._most_batches:
            batch = self._waiting[: self._most_items]
            del self._waiting[: self._most_items]
            task = asyncio.create_task(self._carry(batch), name="coalesced_batch")
            self._under_way.add(task)
            task.add_done_callback(self._arrived)

    def _arrived(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if self._waiting:
            self._depart()

    async def _carry(self, batch: list[_Waiting[Item, Answer]]) -> None:
        try:
            answers = await self._run([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001  it is handed to every caller, never swallowed
            answers = [error] * len(batch)
        if len(answers) != len(batch):
            answers = [RuntimeError(f"{len(answers)} answers to {len(batch)} items")] * len(batch)
        for (_, future), answer in zip(batch, answers, strict=True):
            if future.done():
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)
