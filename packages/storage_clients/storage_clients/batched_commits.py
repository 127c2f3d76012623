"""Commits of the same moment in one request: for processes that handle many messages at once."""

import asyncio
from collections.abc import Sequence

from http_transport import TransportError
from storage_contracts.atomic_write import (
    AtomicWrite,
    AtomicWriteBatch,
    AtomicWriteBatchResult,
    AtomicWriteResult,
    BatchItemResult,
)

from storage_clients.coalescer import Coalescer
from storage_clients.data_service import DataService
from storage_clients.problem_received import ProblemReceived, may_have_acted
from storage_clients.write_delivery import WriteDelivery

__all__ = ["BatchedCommits"]

COMMIT_PATH = "/atomic_writes"
_BATCH_PATH = "/atomic_writes/batch"


class BatchedCommits:
    """Gathers writes and sends them together; each still stands or falls alone.

    What does not go well in a batch is done again one by one: after a lost answer every write is
    in doubt and `WriteDelivery` resolves it; a refused write is sent alone, because only its own
    problem document tells the shortages or the version. Both are rare.

    A batch takes as long as its slowest write, so this pays where many small writes are under way
    and none waits long for a lock.

    Args:
        service: db_postgres_service.
        most_items: Most writes in a request, at most 200.
        most_batches: Most requests under way at a time; further writes gather meanwhile.
        wait_seconds: How long the first write waits for others.
    """

    def __init__(
        self,
        service: DataService,
        *,
        most_items: int = 50,
        most_batches: int = 4,
        wait_seconds: float = 0.0,
    ) -> None:
        self._service = service
        self._coalescer = Coalescer(
            self._run, most_items=most_items, most_batches=most_batches, wait_seconds=wait_seconds
        )

    async def deliver(self, write: AtomicWrite) -> AtomicWriteResult:
        """Deliver one write; raises as `WriteDelivery.run` does."""
        return await self._coalescer.submit(write)

    async def aclose(self) -> None:
        """Wait for the requests under way."""
        await self._coalescer.aclose()

    async def _run(self, writes: Sequence[AtomicWrite]) -> Sequence[AtomicWriteResult | Exception]:
        if len(writes) == 1:
            return [await self._alone(writes[0], in_doubt=False)]
        body = AtomicWriteBatch(writes=list(writes)).model_dump_json().encode()
        try:
            answer = await self._service.write(_BATCH_PATH, body, idempotent=False)
        except TransportError as error:
            return await self._one_by_one(writes, in_doubt=error.request_sent)
        except ProblemReceived as problem:
            return await self._one_by_one(writes, in_doubt=problem.may_have_acted)
        items = AtomicWriteBatchResult.model_validate_json(answer).items
        return await asyncio.gather(*map(self._settle, writes, items))

    async def _settle(
        self, write: AtomicWrite, item: BatchItemResult
    ) -> AtomicWriteResult | Exception:
        if item.result is not None:
            return item.result
        failure = item.failure
        in_doubt = failure is None or may_have_acted(failure.status, failure.code)
        return await self._alone(write, in_doubt=in_doubt)

    async def _one_by_one(
        self, writes: Sequence[AtomicWrite], *, in_doubt: bool
    ) -> Sequence[AtomicWriteResult | Exception]:
        return await asyncio.gather(*(self._alone(write, in_doubt=in_doubt) for write in writes))

    async def _alone(self, write: AtomicWrite, *, in_doubt: bool) -> AtomicWriteResult | Exception:
        try:
            return await WriteDelivery(self._service, COMMIT_PATH, write, in_doubt=in_doubt).run()
        except (TransportError, ProblemReceived) as error:
            return error
