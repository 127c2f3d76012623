"""Delivering a write exactly once over a network that may lose the answer.

A write whose answer is lost (time-out, broken connection, 5xx) may or may not have been done. It is
sent again, and what keeps its effect single is one of two things:

- A claim: the write carries an idempotency record, whose second sending gives the stored answer.
  Writes of consumers and of API clients with an `Idempotency-Key` have one. A write without events
  (a stock adjustment alone) gets one of ours, because nothing else would stop its repetition.
- Its events: each has a fresh id and the next version of its stream, and `(stream, version)` is
  unique. So a second application is always refused, usually as a version conflict, though another
  check may come first (the e-mail address just inserted is taken now, the pieces just reserved are
  short now). Hence after doubt a refusal counts only if our first event is not in the store; if it
  is, the write was done, by us. These writes need no extra row, which is why they get no claim.

A refusal without doubt before it is the answer. When doubt remains after the last attempt the
caller learns `StorageUnavailable`: the write may have been done, and may be repeated by whoever has
a claim. An attempt that is still on its way when we give up may take effect later; only a claim
that the caller repeats tells then.
"""

from http_transport import TransportError
from storage_contracts.atomic_write import AtomicWrite, AtomicWriteResult, PlaceOrderWrite
from storage_contracts.pages import Page
from storage_contracts.stored_event import StoredEvent

from storage_clients.data_service import DataService
from storage_clients.paths import with_query
from storage_clients.problem_received import ProblemDocument, ProblemReceived

__all__ = ["WriteDelivery"]


class WriteDelivery:
    """Sends one write until it is done, refused, or there is no more patience.

    Args:
        service: The data service.
        path: Where to post it.
        write: The write; its ids stay the same in all attempts.
        in_doubt: True when it may have been sent before.
    """

    def __init__(
        self,
        service: DataService,
        path: str,
        write: AtomicWrite | PlaceOrderWrite,
        *,
        in_doubt: bool = False,
    ) -> None:
        self._service = service
        self._path = path
        self._write = write
        self._body = write.model_dump_json().encode()
        self._in_doubt = in_doubt

    async def run(self) -> AtomicWriteResult:
        """Deliver.

        Raises:
            ProblemReceived: The data service refused the write, or is in trouble for too long.
            TransportError: No answer came for too long.
        """
        return await self._service.patiently(self._attempt)

    async def _attempt(self) -> AtomicWriteResult:
        claimed = self._write.idempotency is not None
        try:
            body = await self._service.write(self._path, self._body, idempotent=claimed)
        except TransportError as error:
            self._in_doubt |= error.request_sent
            raise
        except ProblemReceived as problem:
            if problem.is_passing:
                self._in_doubt |= problem.may_have_acted
                raise
            if self._in_doubt:
                if problem.code == "idempotency_in_flight":
                    # Our own first attempt is still at work: its answer will be there soon.
                    raise _still_running() from problem
                if not claimed and await self._is_done():
                    return AtomicWriteResult(replayed=False, response=self._write.response)
            raise
        return AtomicWriteResult.model_validate_json(body)

    async def _is_done(self) -> bool:
        """Tell whether our first event is in the store."""
        event_id = self._write.events[0].event_id
        path = with_query("/stored_events", [("event_id__eq", event_id), ("limit", 1)])
        page = Page[StoredEvent].model_validate_json(await self._service.read(path))

        return bool(page.items)


def _still_running() -> ProblemReceived:
    return ProblemReceived(503, ProblemDocument(code="idempotency_in_flight"))
