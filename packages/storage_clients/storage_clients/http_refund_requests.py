"""`RefundRequests` over HTTP."""

from uuid import UUID

from business_hexagon.domain.ordering.refund_request import RefundRequest
from storage_contracts.rows.refund_request_row import RefundRequestRow

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.refund_request_mapping import refund_request_from_row
from storage_clients.paths import path_to

__all__ = ["HttpRefundRequests"]


class HttpRefundRequests:
    """Loads refund requests from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, refund_request_id: UUID) -> RefundRequest | None:
        """See `RefundRequests.get`."""
        path = path_to("refund_requests", refund_request_id)
        return await find_one(self._service, path, RefundRequestRow, refund_request_from_row)
