"""Grant a refund request."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import answer_in_turn
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.orders import Orders
from business_hexagon.application.ports.refund_requests import RefundRequests
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.ordering.refund_request import RefundRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveRefundRequestCommand:
    """Somebody grants a refund request.

    Attributes:
        actor: who decides; needs `orders:refund`.
        refund_request_id: which request.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    refund_request_id: UUID
    idempotency: Idempotency | None = None


class ApproveRefundRequest:
    """Grants requests and begins the refund of everything that was not given back yet, at once.

    Args:
        requests: loads the request.
        orders: loads its order.
        writes: writes both.
        ids: the refund's identity.
        clock: the time.
        present: renders the request for the interface.
    """

    def __init__(
        self,
        *,
        requests: RefundRequests,
        orders: Orders,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        present: Present[RefundRequest],
    ) -> None:
        self._requests = requests
        self._orders = orders
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._present = present

    async def execute(self, command: ApproveRefundRequestCommand) -> Outcome:
        """Grant it, or find the answer of the first time.

        Raises:
            PermissionDenied: the actor lacks `orders:refund`.
            NotFound: there is no such request.
            RefundRequestAlreadyDecided: it is not open any more.
            NothingToRefund: everything of the order went back meanwhile.
            TooManyConflicts: others kept changing the order.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.ORDERS_REFUND)
        return await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._approve(command),
            stream=f"refund_request/{command.refund_request_id}",
        )

    async def _approve(self, command: ApproveRefundRequestCommand) -> Outcome:
        request = await self._requests.get(command.refund_request_id)
        order = None if request is None else await self._orders.get(request.order_id)
        if request is None or order is None:
            raise NotFound("refund_request", str(command.refund_request_id))
        now = self._clock.now()
        refund_id = self._ids.new()
        request.approve(refund_id=refund_id, decided_by=command.actor.user_id, now=now)
        order.request_refund(
            refund_id,
            order.require_refundable_rest(),
            reason=request.reason,
            reference=None,
            now=now,
        )
        act = self._acts.done(
            SecurityActKind.REFUND_REQUESTED,
            command.actor,
            subject_id=request.user_id,
            details={
                "order_id": str(order.id),
                "refund_id": str(refund_id),
                "refund_request_id": str(request.id),
            },
        )
        response = self._present(request)
        receipt = await self._writes.commit(
            Change(
                saves=(request, order),
                idempotency=command.idempotency,
                response=response,
                security_acts=(act,),
            )
        )
        if receipt.replayed:
            return Outcome(response=receipt.response or b"", version=None, replayed=True)
        return Outcome(response=response, version=request.version)
