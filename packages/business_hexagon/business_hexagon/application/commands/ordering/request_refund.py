"""Ask for the money of an order back."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound, NotUnique
from business_hexagon.application.once import answer_once, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.orders import Orders
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.ordering.errors import RefundAlreadyRequested
from business_hexagon.domain.ordering.refund_request import RefundRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefundCommand:
    """A customer wants the money of a completed order back.

    Attributes:
        actor: the order's customer.
        order_id: the order.
        reason: why, in words.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    order_id: UUID
    reason: str
    idempotency: Idempotency | None = None


class RequestRefund:
    """Writes the wish down; whoever may refund decides it.

    Args:
        orders: loads the order.
        writes: writes the request.
        ids: the request's identity.
        clock: the time.
        present: renders the request for the interface.
    """

    def __init__(
        self,
        *,
        orders: Orders,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        present: Present[RefundRequest],
    ) -> None:
        self._orders = orders
        self._writes = writes
        self._ids = ids
        self._clock = clock
        self._present = present

    async def execute(self, command: RequestRefundCommand) -> Outcome:
        """Ask, or find the answer of the first asking.

        Raises:
            PermissionDenied: the actor lacks `orders:cancel`, or the order is not his own.
            NotFound: there is no such order, or the actor may not know of it.
            OrderNotCompleted: only completed orders can be refunded.
            NothingToRefund: everything went back already.
            RefundAlreadyRequested: an earlier request of the order is still open.
            InvalidValue: the reason is no proper text.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.ORDERS_CANCEL)
        user_id = command.actor.require_user("request_refund")
        return await answer_once(
            self._writes, command.idempotency, lambda: self._request(command, user_id)
        )

    async def _request(self, command: RequestRefundCommand, user_id: UUID) -> Outcome:
        order = await self._orders.get(command.order_id)
        if order is None or not command.actor.may_read_order(order.user_id):
            raise NotFound("order", str(command.order_id))
        if not command.actor.owns(order.user_id):
            raise PermissionDenied("request_refund")
        order.require_refundable_rest()
        request = RefundRequest.create(
            refund_request_id=self._ids.new(),
            order_id=order.id,
            user_id=user_id,
            reason=command.reason,
            now=self._clock.now(),
        )
        try:
            return await save_once(
                self._writes, request, self._present(request), command.idempotency
            )
        except NotUnique as error:
            raise RefundAlreadyRequested(order.id) from error
