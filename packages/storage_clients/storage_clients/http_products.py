"""`Products` over HTTP."""

from uuid import UUID

from business_hexagon.domain.catalogue.product import Product
from storage_contracts.rows.product_row import ProductRow

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.product_mapping import product_from_row
from storage_clients.paths import path_to

__all__ = ["HttpProducts"]


class HttpProducts:
    """Loads products from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, product_id: UUID) -> Product | None:
        """See `Products.get`."""
        return await find_one(
            self._service, path_to("products", product_id), ProductRow, product_from_row
        )
