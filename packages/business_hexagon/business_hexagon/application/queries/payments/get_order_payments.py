"""Read the payments of an order."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.application.ports.payment_documents import PaymentDocuments
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetOrderPaymentsQuery:
    """Payments of which order, and who asks: as for `get_order`."""

    actor: Actor
    order_id: UUID
    page: PageRequest


class GetOrderPayments:
    """Reads the payments of one order.

    Args:
        orders: tells whose order it is.
        payments: ready representations.
    """

    def __init__(self, orders: OrderDocuments, payments: PaymentDocuments) -> None:
        self._orders = orders
        self._payments = payments

    async def execute(self, query: GetOrderPaymentsQuery) -> DocumentPage:
        """A page of payments.

        Raises:
            PermissionDenied: the actor lacks `orders:read`.
            NotFound: there is no such order, or the actor may not know of it.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ORDERS_READ)
        order = await self._orders.get(query.order_id)
        if order is None or not query.actor.may_read_order(order.owner_id):
            raise NotFound("order", str(query.order_id))
        return await self._payments.page_of(query.order_id, query.page)
