"""Read one order."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetOrderQuery:
    """Which order, and who asks: its customer, whoever may read all; anybody for a guest's."""

    actor: Actor
    order_id: UUID


class GetOrder:
    """Reads one order with its lines and refunds.

    Args:
        documents: ready representations.
    """

    def __init__(self, documents: OrderDocuments) -> None:
        self._documents = documents

    async def execute(self, query: GetOrderQuery) -> Document:
        """The order's representation.

        Raises:
            PermissionDenied: the actor lacks `orders:read`.
            NotFound: there is no such order, or the actor may not know of it.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ORDERS_READ)
        document = await self._documents.get(query.order_id)
        if document is None or not query.actor.may_read_order(document.owner_id):
            raise NotFound("order", str(query.order_id))
        return document
