"""Place an order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.order_request import LineRequest, order_line
from business_hexagon.application.errors import GuardFailed, NotUnique
from business_hexagon.application.outcome import Outcome, Present, recall_outcome
from business_hexagon.application.ports.atomic_writes import (
    AtomicWrites,
    Idempotency,
    ProductGuard,
)
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.product_snapshots import ProductSnapshot, ProductSnapshots
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.domain.errors import DomainError, InvalidValue
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.ordering.errors import (
    ProductInactive,
    ProductUnknown,
    TotalChanged,
)
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_draft import MOST_LINES, OWN_CHANNEL, OrderDraft
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOrderCommand:
    """An order to place.

    Attributes:
        actor: who orders; a guest must leave an address.
        lines: what is ordered.
        shipping_address: where it goes.
        payment_method: what the gateway charges.
        currency: three letters of ISO 4217; that of the first product when left out.
        contact_email: where to write to.
        channel: where the order came from; needs `orders:override`, and then it is nobody's
            order: staff write down what the channel sold, they do not buy it.
        reference: the channel's own number of it, unique in the channel; needs `orders:override`.
        ordered_at: when the customer ordered, if not now; needs `orders:override`.
        agreed_total: the exact total that the customer saw and agreed to; another one is refused.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    lines: tuple[LineRequest, ...]
    shipping_address: Address
    payment_method: str
    currency: str | None = None
    contact_email: Email | None = None
    channel: str | None = None
    reference: str | None = None
    ordered_at: datetime | None = None
    agreed_total: Decimal | None = None
    idempotency: Idempotency | None = None


class PlaceOrder:
    """Prices an order by cached snapshots of its products and writes it with its saga.

    The write is guarded by the products' versions, so nobody pays yesterday's price; when a
    snapshot turns out to be stale it is forgotten and the order priced again, once.

    Args:
        writes: writes the order.
        snapshots: what products cost.
        ids: the order's identity.
        clock: the time.
        policy: the saga's first deadline.
        present: renders the new order for the interface.
    """

    def __init__(
        self,
        *,
        writes: AtomicWrites,
        snapshots: ProductSnapshots,
        ids: IdGenerator,
        clock: Clock,
        policy: SagaPolicy,
        present: Present[Order],
    ) -> None:
        self._writes = writes
        self._snapshots = snapshots
        self._ids = ids
        self._clock = clock
        self._policy = policy
        self._present = present

    async def execute(self, command: PlaceOrderCommand) -> Outcome:
        """Place the order, or find the answer of its first placing.

        Raises:
            DomainError: a rule is broken; see `ordering.errors`.
            PermissionDenied: the actor lacks `orders:place`, or `orders:override` for what it set.
            GuardFailed: a product changed twice while the order was priced.
            NotUnique: the channel has an order with this reference.
            IdempotencyConflict: the key was used for another order.
            IdempotencyInFlight: the first placing is still running.
            StorageUnavailable: a data service does not answer.
        """
        command.actor.require(Scope.ORDERS_PLACE)
        try:
            return await self._place_at_current_prices(command)
        except (DomainError, GuardFailed, NotUnique):
            earlier = await recall_outcome(self._writes, command.idempotency)
            if earlier is None:
                raise
            return earlier

    async def _place_at_current_prices(self, command: PlaceOrderCommand) -> Outcome:
        _authorise(command)
        if len(command.lines) > MOST_LINES:
            # Before anything is read: a hostile request must stay cheap.
            raise InvalidValue("lines", f"must be 1 to {MOST_LINES}")
        try:
            return await self._place(command)
        except GuardFailed as error:
            stale: tuple[UUID, ...] = error.product_ids
        except (ProductUnknown, ProductInactive) as error:
            stale = (error.product_id,)
        except TotalChanged:
            stale = tuple(_wanted(command))
        await self._snapshots.forget(stale)
        return await self._place(command)

    async def _place(self, command: PlaceOrderCommand) -> Outcome:
        wanted = _wanted(command)
        snapshots = await self._snapshots.of(wanted) if wanted else {}
        order = Order.place(self._ids.new(), self._draft(command, snapshots))
        if command.agreed_total is not None and command.agreed_total != order.total.amount:
            raise TotalChanged(command.agreed_total, order.total.amount)
        saga = OrderSaga.begin(order.id, self._policy.deadline(self._clock.now()))
        response = self._present(order)
        receipt = await self._writes.place_order(
            order,
            saga,
            guards=tuple(
                ProductGuard(product_id, snapshots[product_id].version)
                for product_id in sorted(wanted)
            ),
            idempotency=command.idempotency,
            response=response,
        )
        if receipt.replayed:
            return Outcome(response=receipt.response or b"", version=None, replayed=True)
        return Outcome(response=response, version=order.version)

    def _draft(
        self, command: PlaceOrderCommand, snapshots: Mapping[UUID, ProductSnapshot]
    ) -> OrderDraft:
        currency = command.currency or _currency_of_first_product(command.lines, snapshots)
        return OrderDraft(
            user_id=command.actor.user_id if command.channel is None else None,
            contact_email=command.contact_email,
            channel=OWN_CHANNEL if command.channel is None else command.channel,
            reference=command.reference,
            ordered_at=command.ordered_at or self._clock.now(),
            currency=currency,
            shipping_address=command.shipping_address,
            lines=tuple(
                order_line(index, line, snapshots, currency)
                for index, line in enumerate(command.lines)
            ),
            payment_method=command.payment_method,
        )


def _wanted(command: PlaceOrderCommand) -> set[UUID]:
    return {line.product_id for line in command.lines if line.product_id is not None}


def _authorise(command: PlaceOrderCommand) -> None:
    """Keep from customers what an import or a shop assistant needs."""
    if (
        command.channel is not None
        or command.reference is not None
        or command.ordered_at is not None
        or any(line.unit_price is not None for line in command.lines)
        or any(line.kind is not LineKind.PRODUCT for line in command.lines)
    ):
        command.actor.require(Scope.ORDERS_OVERRIDE)


def _currency_of_first_product(
    lines: tuple[LineRequest, ...], snapshots: Mapping[UUID, ProductSnapshot]
) -> str:
    for index, line in enumerate(lines):
        if line.product_id is None:
            continue
        if line.product_id not in snapshots:
            raise ProductUnknown(f"lines.{index}.product_id", line.product_id)
        return snapshots[line.product_id].currency
    raise InvalidValue("currency", "is required where no line names a product")
