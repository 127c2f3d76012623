"""`ProductSnapshots` over HTTP, without a cache."""

from collections.abc import Collection, Mapping
from uuid import UUID

from business_hexagon.application.ports.product_snapshots import ProductSnapshot
from storage_contracts.pages import BatchGet, Page
from storage_contracts.rows.product_row import ProductRow

from storage_clients.asking import translating
from storage_clients.data_service import DataService
from storage_clients.mapping.product_mapping import snapshot_from_row
from storage_clients.paths import path_to

__all__ = ["HttpProductSnapshots"]


class HttpProductSnapshots:
    """Takes snapshots in one request to db_postgres_service; they are fresh, nothing is kept."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def of(self, product_ids: Collection[UUID]) -> Mapping[UUID, ProductSnapshot]:
        """See `ProductSnapshots.of`."""
        if not product_ids:
            return {}
        request = BatchGet(ids=list(dict.fromkeys(product_ids)))
        with translating(self._service.name):
            body = await self._service.ask(
                path_to("products", "batch_get"),
                request.model_dump_json(exclude={"skus"}).encode(),
            )
        rows = Page[ProductRow].model_validate_json(body).items
        return {row.id: snapshot_from_row(row) for row in rows}

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """See `ProductSnapshots.forget`; there is nothing to drop."""
