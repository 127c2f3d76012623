"""`AtomicWrites` over HTTP."""

from contextlib import AbstractContextManager

from business_hexagon.application.ports.atomic_writes import (
    Change,
    Idempotency,
    ProductGuard,
    Receipt,
    StoredResponse,
)
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.ordering.order import Order
from storage_contracts.atomic_write import (
    AtomicWrite,
    AtomicWriteResult,
    IdempotencyRecord,
    PlaceOrderWrite,
)

from storage_clients.asking import translating
from storage_clients.batched_commits import COMMIT_PATH, BatchedCommits
from storage_clients.data_service import DataService
from storage_clients.mapping.change_mapping import ChangeMapping
from storage_clients.paths import with_query
from storage_clients.write_delivery import WriteDelivery

__all__ = ["HttpAtomicWrites"]

PLACE_ORDER_PATH = "/orders/place"


class HttpAtomicWrites:
    """Writes all of a change or nothing, in one request to db_postgres_service.

    Args:
        service: db_postgres_service.
        mapping: Builds the requests.
        batches: Sends commits of the same moment together; each alone when omitted.
    """

    def __init__(
        self, service: DataService, mapping: ChangeMapping, *, batches: BatchedCommits | None = None
    ) -> None:
        self._service = service
        self._mapping = mapping
        self._batches = batches

    async def commit(self, change: Change) -> Receipt:
        """See `AtomicWrites.commit`."""
        write = self._mapping.atomic_write(change)
        with self._translating(_stream_of(change), change.idempotency):
            if self._batches is not None:
                result = await self._batches.deliver(write)
            else:
                result = await WriteDelivery(self._service, COMMIT_PATH, write).run()
        return _receipt(result, write)

    async def place_order(
        self,
        order: Order,
        saga: OrderSaga,
        guards: tuple[ProductGuard, ...] = (),
        idempotency: Idempotency | None = None,
        response: bytes | None = None,
    ) -> Receipt:
        """See `AtomicWrites.place_order`."""
        write = self._mapping.place_order_write(order, saga, guards, idempotency, response)
        with self._translating(order.stream, idempotency):
            result = await WriteDelivery(self._service, PLACE_ORDER_PATH, write).run()
        return _receipt(result, write)

    async def recall(self, scope: str, key: str) -> StoredResponse | None:
        """See `AtomicWrites.recall`."""
        with translating(self._service.name):
            body = await self._service.find(
                with_query("/idempotency_records", [("scope", scope), ("key", key)])
            )
        if body is None:
            return None
        record = IdempotencyRecord.model_validate_json(body)
        return StoredResponse(
            request_hash=record.request_hash,
            response=None if record.response is None else record.response.encode(),
        )

    def _translating(
        self, stream: str, idempotency: Idempotency | None
    ) -> AbstractContextManager[None]:
        key = "" if idempotency is None else idempotency.key
        return translating(self._service.name, stream=stream, key=key)


def _receipt(result: AtomicWriteResult, write: AtomicWrite | PlaceOrderWrite) -> Receipt:
    response = result.response if result.replayed else write.response
    return Receipt(
        replayed=result.replayed, response=None if response is None else response.encode()
    )


def _stream_of(change: Change) -> str:
    return change.saves[0].stream if change.saves else ""
