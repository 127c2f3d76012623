"""Where people ask for refunds, in memory."""

from dataclasses import dataclass, field
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.approve_refund_request import (
    ApproveRefundRequest,
    ApproveRefundRequestCommand,
)
from business_hexagon.application.commands.ordering.decline_refund_request import (
    DeclineRefundRequest,
    DeclineRefundRequestCommand,
)
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.request_refund import (
    RequestRefund,
    RequestRefundCommand,
)
from business_hexagon.application.outcome import Outcome
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.application.queries.ordering.list_refund_requests import ListRefundRequests
from business_hexagon.domain.ordering.refund_request import RefundRequest

from tests.fakes.in_memory_documents import InMemoryRefundRequestDocuments
from tests.fakes.in_memory_readers import InMemoryOrders, InMemoryRefundRequests
from tests.fakes.in_memory_shop import CUSTOMER, STAFF, InMemoryShop


def present(request: RefundRequest) -> bytes:
    """Render a request so that a test can recognise it."""
    return f"{request.id} {request.status} v{request.version}".encode()


@dataclass
class Desk:
    """Where people ask for refunds."""

    shop: InMemoryShop = field(default_factory=InMemoryShop)

    def __post_init__(self) -> None:
        shop = self.shop
        orders = InMemoryOrders(shop.storage)
        self.requests = InMemoryRefundRequests(shop.storage)
        self.request = RequestRefund(
            orders=orders,
            writes=shop.plain_writes,
            ids=shop.ids,
            clock=shop.clock,
            present=present,
        )
        self.approve = ApproveRefundRequest(
            requests=self.requests,
            orders=orders,
            writes=shop.plain_writes,
            ids=shop.ids,
            clock=shop.clock,
            present=present,
        )
        self.decline = DeclineRefundRequest(
            requests=self.requests,
            writes=shop.plain_writes,
            ids=shop.ids,
            clock=shop.clock,
            present=present,
        )
        self.list = ListRefundRequests(InMemoryRefundRequestDocuments(shop.storage))

    async def completed(self, actor: Actor = CUSTOMER) -> UUID:
        """An order of two pieces that is done."""
        line = LineRequest(product_id=await self.shop.add_product(), quantity=2)
        order_id = await self.shop.place(line, actor=actor)
        await self.shop.settle()
        return order_id

    async def ask(
        self, order_id: UUID, *, actor: Actor = CUSTOMER, key: str | None = None
    ) -> Outcome:
        """Ask for the money of an order back."""
        idempotency = None if key is None else Idempotency("request_refund", key, "hash")
        return await self.request.execute(
            RequestRefundCommand(
                actor=actor, order_id=order_id, reason="arrived broken", idempotency=idempotency
            )
        )

    async def asked(self, order_id: UUID) -> UUID:
        """Ask; returns the request's id."""
        return UUID((await self.ask(order_id)).response.split()[0].decode())

    async def grant(
        self, request_id: UUID, *, actor: Actor = STAFF, key: str | None = None
    ) -> Outcome:
        """Approve."""
        idempotency = None if key is None else Idempotency("approve", key, "hash")
        return await self.approve.execute(
            ApproveRefundRequestCommand(
                actor=actor, refund_request_id=request_id, idempotency=idempotency
            )
        )

    async def refuse(
        self, request_id: UUID, *, actor: Actor = STAFF, reason: str = "too late"
    ) -> Outcome:
        """Decline."""
        return await self.decline.execute(
            DeclineRefundRequestCommand(actor=actor, refund_request_id=request_id, reason=reason)
        )

    async def stored(self, request_id: UUID) -> RefundRequest:
        """The request as it is now."""
        found = await self.requests.get(request_id)
        assert found is not None
        return found
