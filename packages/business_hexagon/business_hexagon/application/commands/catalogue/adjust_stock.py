"""Correct the stock of a product by what was found or lost."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import answer_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports import stock_operations
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.domain.catalogue.events import StockAdjusted
from business_hexagon.domain.catalogue.stock import checked_adjustment
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustStockCommand:
    """The shop found or lost pieces.

    Attributes:
        actor: needs `stock:write`.
        product_id: which product.
        delta: pieces found, or lost when negative; never zero.
        reason: why, at most 255 characters.
        reference: the shop's own number for it, at most 64 characters.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    product_id: UUID
    delta: int
    reason: str
    reference: str | None = None
    idempotency: Idempotency | None = None


class AdjustStock:
    """Adds or takes away free pieces, never below zero."""

    def __init__(
        self,
        *,
        snapshots: ProductSnapshots,
        writes: AtomicWrites,
        present: Present[StockAdjusted],
    ) -> None:
        self._snapshots = snapshots
        self._writes = writes
        self._present = present

    async def execute(self, command: AdjustStockCommand) -> Outcome:
        """Adjust the stock; the outcome has no version, because only the data service knows it.

        Raises:
            PermissionDenied: the actor lacks `stock:write`.
            NotFound: there is no such product.
            InvalidValue: `delta` is zero or out of range, or a text is malformed.
            InsufficientStock: fewer pieces are free than were lost.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.STOCK_WRITE)
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._adjust(command),
        )

    async def _adjust(self, command: AdjustStockCommand) -> Outcome:
        product_id = command.product_id
        adjustment = checked_adjustment(
            product_id,
            command.delta,
            command.reason,
            command.reference,
        )
        # Products are never deleted, so that a stale snapshot knows well enough.
        if product_id not in await self._snapshots.of((product_id,)):
            raise NotFound("product", str(product_id))
        response = self._present(adjustment)
        operation = stock_operations.AdjustStock(
            product_id=product_id,
            delta=adjustment.delta,
            reason=adjustment.reason,
            reference=adjustment.reference,
        )
        receipt = await self._writes.commit(
            Change(stock=(operation,), idempotency=command.idempotency, response=response),
        )
        if receipt.replayed:
            return Outcome(response=receipt.response or b"", version=None, replayed=True)
        return Outcome(response=response, version=None)
