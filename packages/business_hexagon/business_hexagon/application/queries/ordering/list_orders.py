"""List orders."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.domain.errors import PermissionDenied


@dataclass(frozen=True, slots=True)
class ListOrdersQuery:
    """Which page of which orders.

    Attributes:
        actor: who asks.
        page: which page.
        everyone: all orders instead of the actor's own; for staff.
    """

    actor: Actor
    page: PageRequest
    everyone: bool = False


class ListOrders:
    """Lists the actor's own orders, or everybody's for staff.

    Args:
        documents: ready representations.
    """

    def __init__(self, documents: OrderDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListOrdersQuery) -> DocumentPage:
        """A page of orders without their lines.

        Raises:
            PermissionDenied: everybody's orders are for staff, and a guest has none.
            StorageUnavailable: the data service does not answer.
        """
        if query.everyone:
            query.actor.require_staff("list_all_orders")
            return await self._documents.page(query.page)
        if query.actor.user_id is None:
            raise PermissionDenied("list_orders")
        return await self._documents.page_of(query.actor.user_id, query.page)
