"""`OrderProcesses` over HTTP."""

from collections.abc import Sequence
from uuid import UUID

from business_hexagon.application.ports.order_processes import OrderProcess
from pydantic import TypeAdapter
from storage_contracts.pages import OrderProcessesRequest, OrderProcessRow

from storage_clients.asking import translating
from storage_clients.coalescer import Coalescer
from storage_clients.data_service import DataService
from storage_clients.mapping.order_mapping import order_from_row
from storage_clients.mapping.payment_mapping import payment_from_row
from storage_clients.mapping.saga_mapping import saga_from_row

__all__ = ["HttpOrderProcesses"]

_ROWS = TypeAdapter(list[OrderProcessRow])
_MOST_IDS = 200


class HttpOrderProcesses:
    """Loads an order with its saga and payment; loads of the same moment share a request.

    Args:
        service: db_postgres_service.
        most_batches: Most requests under way at a time; further loads gather meanwhile.
        wait_seconds: How long the first load waits for others.
    """

    def __init__(
        self, service: DataService, *, most_batches: int = 8, wait_seconds: float = 0.0
    ) -> None:
        self._service = service
        self._coalescer = Coalescer(
            self._load_batch,
            most_items=_MOST_IDS,
            most_batches=most_batches,
            wait_seconds=wait_seconds,
        )

    async def load(self, order_id: UUID) -> OrderProcess | None:
        """See `OrderProcesses.load`."""
        row = await self._coalescer.submit(order_id)
        # Built by each caller for itself: aggregates change, so no two may share one.
        return None if row is None else _process(row)

    async def aclose(self) -> None:
        """Wait for the requests under way."""
        await self._coalescer.aclose()

    async def _load_batch(
        self, order_ids: Sequence[UUID]
    ) -> Sequence[OrderProcessRow | Exception | None]:
        request = OrderProcessesRequest(order_ids=list(dict.fromkeys(order_ids)))
        with translating(self._service.name):
            body = await self._service.ask(
                "/order_processes/batch_get", request.model_dump_json().encode()
            )
        rows = {row.order.id: row for row in _ROWS.validate_json(body)}
        return [rows.get(order_id) for order_id in order_ids]


def _process(row: OrderProcessRow) -> OrderProcess:
    return OrderProcess(
        order=order_from_row(row.order),
        saga=saga_from_row(row.saga),
        payment=None if row.payment is None else payment_from_row(row.payment),
    )
