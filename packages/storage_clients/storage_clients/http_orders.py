"""`Orders` over HTTP."""

from uuid import UUID

from business_hexagon.domain.ordering.order import Order
from storage_contracts.rows.order_row import OrderRow

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.order_mapping import order_from_row
from storage_clients.paths import path_to

__all__ = ["HttpOrders"]


class HttpOrders:
    """Loads orders from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, order_id: UUID) -> Order | None:
        """See `Orders.get`."""
        return await find_one(self._service, path_to("orders", order_id), OrderRow, order_from_row)
