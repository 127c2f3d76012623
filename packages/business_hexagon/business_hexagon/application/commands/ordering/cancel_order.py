"""Cancel an order."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.application.once import answer_in_turn, answer_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import (
    AtomicWrites,
    Change,
    Idempotency,
    Saved,
)
from business_hexagon.application.ports.order_processes import OrderProcess, OrderProcesses
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_status import OrderStatus
from business_hexagon.domain.values.text import checked_text

LONGEST_REASON: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOrderCommand:
    """An order to cancel.

    Attributes:
        actor: who cancels: its customer, or whoever has `orders:cancel_any`.
        order_id: the order.
        reason: why, in words.
        expected_version: refuse when the order changed since; nothing to skip the check.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    order_id: UUID
    reason: str = "cancelled_by_customer"
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class CancelOrder:
    """Asks the order's saga to cancel; the answer tells the order as it is meanwhile.

    Cancelling again is no error and changes nothing.

    Args:
        processes: loads the order.
        writes: writes the request.
        present: renders the order for the interface.
    """

    def __init__(
        self, processes: OrderProcesses, writes: AtomicWrites, present: Present[Order]
    ) -> None:
        self._processes = processes
        self._writes = writes
        self._present = present

    async def execute(self, command: CancelOrderCommand) -> Outcome:
        """Request the cancellation, or find the answer of the first request.

        Raises:
            NotFound: there is no such order, or the actor may not know of it.
            PermissionDenied: the actor lacks `orders:cancel`; or it is a guest's order, which takes
                `orders:cancel_any`.
            OrderAlreadyCompleted: too late; refund its lines instead.
            VersionConflict: the order changed since the expected version.
            TooManyConflicts: others kept changing the order.
            InvalidValue: the reason is no proper text.
            IdempotencyConflict: the key was used for another request.
            IdempotencyInFlight: the first request is still running.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.ORDERS_CANCEL)
        if command.expected_version is not None:
            return await answer_once(
                self._writes, command.idempotency, lambda: self._cancel(command)
            )
        return await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._cancel(command),
            stream=f"order/{command.order_id}",
        )

    async def _cancel(self, command: CancelOrderCommand) -> Outcome:
        reason = checked_text("reason", command.reason, longest=LONGEST_REASON)
        process = await self._processes.load(command.order_id)
        if process is None or not command.actor.may_read_order(process.order.user_id):
            raise NotFound("order", str(command.order_id))
        if not command.actor.owns(process.order.user_id):
            command.actor.require(Scope.ORDERS_CANCEL_ANY)
        order = process.order
        if command.expected_version not in {None, order.version}:
            raise VersionConflict(order.stream, order.version)
        saves = _request(process, reason)
        response = self._present(order)
        if not saves and command.idempotency is None:
            return Outcome(response=response, version=order.version)
        receipt = await self._writes.commit(
            Change(saves=saves, idempotency=command.idempotency, response=response)
        )
        if receipt.replayed:
            return Outcome(response=receipt.response or b"", version=None, replayed=True)
        return Outcome(response=response, version=order.version)


def _request(process: OrderProcess, reason: str) -> tuple[Saved, ...]:
    if process.order.status is OrderStatus.CANCELLED or process.saga.cancel_requested:
        return ()
    process.order.request_cancellation(reason)
    process.saga.request_cancellation(reason)
    return (process.order, process.saga)
