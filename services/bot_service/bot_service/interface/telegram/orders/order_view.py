"""An order and what became of the wish for a refund, read for a chat."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.ordering.get_order import GetOrder, GetOrderQuery
from business_hexagon.application.queries.ordering.list_refund_requests import (
    ListRefundRequests,
    ListRefundRequestsQuery,
)

from bot_service.interface.telegram.orders.shown_order import (
    RefundRequestPage,
    ShownOrder,
    ShownRefundRequest,
)


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order.

    Attributes:
        order: The order.
        refund_request: The latest wish for a refund, if there was one.
    """

    order: ShownOrder
    refund_request: ShownRefundRequest | None = None

    @property
    def is_refund_possible(self) -> bool:
        """Whether money is left to give back that nobody decides about yet."""
        request = self.refund_request
        return self.order.is_refundable and (request is None or request.status != "open")


class OrderReader:
    """Reads orders for the chat.

    Args:
        get_order: Reads one order.
        list_refund_requests: Reads the wishes for refunds.
    """

    def __init__(self, get_order: GetOrder, list_refund_requests: ListRefundRequests) -> None:
        self._get_order = get_order
        self._list_refund_requests = list_refund_requests

    async def read(self, actor: Actor, order_id: UUID) -> OrderView:
        """The order as it is now; only a completed one can have a wish for a refund.

        Raises:
            NotFound: There is no such order, or it is not the actor's.
            PermissionDenied: The actor may not read orders.
            StorageUnavailable: A data service does not answer.
        """
        document = await self._get_order.execute(GetOrderQuery(actor, order_id))
        order = ShownOrder.model_validate_json(document.content)
        if order.status != "completed" or actor.user_id is None:
            return OrderView(order)
        newest = PageRequest(limit=1).only("order_id", str(order_id))
        page = await self._list_refund_requests.execute(ListRefundRequestsQuery(actor, newest))
        requests = RefundRequestPage.model_validate_json(page.content).items
        return OrderView(order, requests[0] if requests else None)
