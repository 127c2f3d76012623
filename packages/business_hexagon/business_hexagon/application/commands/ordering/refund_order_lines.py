"""Refund lines of an order."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.application.once import answer_in_turn, answer_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.orders import Orders
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_draft import LONGEST_CODE
from business_hexagon.domain.ordering.refund import RefundItem
from business_hexagon.domain.values.text import checked_text

LONGEST_REASON: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundOrderLinesCommand:
    """Pieces of a completed order to give back.

    Attributes:
        actor: who refunds; needs `orders:refund`.
        order_id: the order.
        items: how many pieces of which lines.
        reason: why, in words.
        reference: the shop's own number of it, such as a credit note.
        expected_version: refuse when the order changed since; nothing to skip the check.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    order_id: UUID
    items: tuple[RefundItem, ...]
    reason: str
    reference: str | None = None
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class RefundOrderLines:
    """Writes the request; the worker then moves money and goods.

    Args:
        orders: loads the order.
        writes: writes the request.
        ids: the refund's identity.
        clock: the time.
        present: renders the order for the interface; its last refund is the new one.
    """

    def __init__(
        self,
        *,
        orders: Orders,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        present: Present[Order],
    ) -> None:
        self._orders = orders
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._present = present

    async def execute(self, command: RefundOrderLinesCommand) -> Outcome:
        """Request the refund, or find the answer of the first request.

        Raises:
            PermissionDenied: the actor lacks `orders:refund`.
            NotFound: there is no such order.
            DomainError: the refund breaks a rule; see `ordering.errors`.
            VersionConflict: the order changed since the expected version.
            TooManyConflicts: others kept changing the order.
            IdempotencyConflict: the key was used for another request.
            IdempotencyInFlight: the first request is still running.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.ORDERS_REFUND)
        if command.expected_version is not None:
            return await answer_once(
                self._writes, command.idempotency, lambda: self._refund(command)
            )
        return await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._refund(command),
            stream=f"order/{command.order_id}",
        )

    async def _refund(self, command: RefundOrderLinesCommand) -> Outcome:
        reason = checked_text("reason", command.reason, longest=LONGEST_REASON)
        reference = command.reference
        if reference is not None:
            reference = checked_text("reference", reference, longest=LONGEST_CODE)
        order = await self._orders.get(command.order_id)
        if order is None:
            raise NotFound("order", str(command.order_id))
        if command.expected_version not in {None, order.version}:
            raise VersionConflict(order.stream, order.version)
        refund_id = self._ids.new()
        order.request_refund(
            refund_id,
            command.items,
            reason=reason,
            reference=reference,
            now=self._clock.now(),
        )
        response = self._present(order)
        act = self._acts.done(
            SecurityActKind.REFUND_REQUESTED,
            command.actor,
            subject_id=order.user_id,
            details={"order_id": str(order.id), "refund_id": str(refund_id)},
        )
        receipt = await self._writes.commit(
            Change(
                saves=(order,),
                idempotency=command.idempotency,
                response=response,
                security_acts=(act,),
            )
        )
        if receipt.replayed:
            return Outcome(response=receipt.response or b"", version=None, replayed=True)
        return Outcome(response=response, version=order.version)
