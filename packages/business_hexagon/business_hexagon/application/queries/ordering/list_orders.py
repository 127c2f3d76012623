"""List orders."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class ListOrdersQuery:
    """Which page of which orders.

    Attributes:
        actor: who asks.
        page: which page.
        everyone: all orders instead of the actor's own; needs `orders:read_all`.
    """

    actor: Actor
    page: PageRequest
    everyone: bool = False


class ListOrders:
    """Lists the actor's own orders, or everybody's.

    Args:
        documents: ready representations.
    """

    def __init__(self, documents: OrderDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListOrdersQuery) -> DocumentPage:
        """A page of orders without their lines.

        Raises:
            PermissionDenied: a scope is missing, or a guest, who has no list, asks for his own.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ORDERS_READ)
        if query.everyone:
            query.actor.require(Scope.ORDERS_READ_ALL)
            return await self._documents.page(query.page)
        user_id = query.actor.require_user("list_orders")
        return await self._documents.page_of(user_id, query.page)
