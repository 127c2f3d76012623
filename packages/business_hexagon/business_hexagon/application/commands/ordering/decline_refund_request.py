"""Refuse a refund request."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import answer_in_turn, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.refund_requests import RefundRequests
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.ordering.refund_request import RefundRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineRefundRequestCommand:
    """Somebody refuses a refund request.

    Attributes:
        actor: who decides; needs `orders:refund`.
        refund_request_id: which request.
        reason: why not, in words for the customer.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    refund_request_id: UUID
    reason: str
    idempotency: Idempotency | None = None


class DeclineRefundRequest:
    """Refuses requests; the customer may ask again.

    Args:
        requests: loads the request.
        writes: writes the decision.
        ids: identities of the audit's records.
        clock: the time.
        present: renders the request for the interface.
    """

    def __init__(
        self,
        *,
        requests: RefundRequests,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        present: Present[RefundRequest],
    ) -> None:
        self._requests = requests
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._present = present

    async def execute(self, command: DeclineRefundRequestCommand) -> Outcome:
        """Refuse it, or find the answer of the first time.

        Raises:
            PermissionDenied: the actor lacks `orders:refund`.
            NotFound: there is no such request.
            RefundRequestAlreadyDecided: it is not open any more.
            InvalidValue: the reason is no proper text.
            TooManyConflicts: others kept changing the request.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.ORDERS_REFUND)
        return await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._decline(command),
            stream=f"refund_request/{command.refund_request_id}",
        )

    async def _decline(self, command: DeclineRefundRequestCommand) -> Outcome:
        request = await self._requests.get(command.refund_request_id)
        if request is None:
            raise NotFound("refund_request", str(command.refund_request_id))
        request.decline(
            reason=command.reason, decided_by=command.actor.user_id, now=self._clock.now()
        )
        act = self._acts.done(
            SecurityActKind.REFUND_DECLINED,
            command.actor,
            subject_id=request.user_id,
            details={"order_id": str(request.order_id), "refund_request_id": str(request.id)},
        )
        return await save_once(
            self._writes,
            request,
            self._present(request),
            command.idempotency,
            security_acts=(act,),
        )
