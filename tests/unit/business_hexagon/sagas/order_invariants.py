"""The invariants that hold once every message is delivered, for the shop in memory."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from business_hexagon.application.ports.payment_gateway import ChargeStatus, RefundStatus
from business_hexagon.application.sagas.charging import charge_key
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.ordering import refund as refunds
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_status import OrderStatus
from business_hexagon.domain.payments.payment import Payment

from tests.fakes.in_memory_shop import InMemoryShop
from tests.fakes.in_memory_storage import Stored

ONCE = {
    "order.created",
    "order.confirmed",
    "order.completed",
    "order.cancelled",
    "workflow.started",
    "workflow.completed",
    "workflow.compensated",
    "stock.reserved",
    "stock.released",
    "payment.processed",
}


def violations(shop: InMemoryShop, placed: set[UUID]) -> list[str]:
    """Everything that is wrong, each with the letter of its invariant."""
    return [
        *_orders_end(shop, placed),
        *_charges_match(shop),
        *_stock_balances(shop),
        *_effects_happen_once(shop),
        *_streams_match_rows(shop),
        *_nothing_is_left(shop),
    ]


def _orders_end(shop: InMemoryShop, placed: set[UUID]) -> Iterator[str]:
    orders = {order.id: order for order in shop.storage.all_of(Order)}
    if set(orders) != placed:
        yield "L: placed orders and stored orders differ"
    for order in orders.values():
        if order.status not in {OrderStatus.COMPLETED, OrderStatus.CANCELLED}:
            yield f"L: order {order.id} ends {order.status}"


def _charges_match(shop: InMemoryShop) -> Iterator[str]:
    ledger = shop.ledger
    for order in shop.storage.all_of(Order):
        charge = ledger.charges.get(charge_key(order.id))
        held = Decimal(0)
        if charge is not None and charge.result.status is ChargeStatus.APPROVED:
            held = ledger.left(charge.result.reference)
        completed = [one for one in order.refunds if one.status is refunds.RefundStatus.COMPLETED]
        returned = sum((one.charge_amount.amount for one in completed), Decimal(0))
        owed = Decimal(0)
        if order.status is OrderStatus.COMPLETED:
            owed = order.charge_amount.amount - returned
        if held != owed:
            yield f"C: the gateway holds {held} for order {order.id} ({order.status}), not {owed}"
        payment = shop.process(order.id).payment
        booked = Decimal(0)
        if payment is not None and payment.was_charged:
            booked = payment.remaining.amount
        if booked != owed:
            yield f"C: payment of order {order.id} says {booked}, not {owed}"
    for one in ledger.refunds.values():
        if one.result.status is RefundStatus.DECLINED:
            yield f"C: refund {one.key} was declined"


def _stock_balances(shop: InMemoryShop) -> Iterator[str]:
    sold = _sold_by_orders(shop)
    for product_id, stock in shop.storage.stock.items():
        if stock.opening + stock.adjusted != stock.free + stock.reserved + stock.sold:
            yield f"S: stock of {product_id} does not add up"
        if min(stock.free, stock.reserved, stock.sold) < 0:
            yield f"S: stock of {product_id} is negative"
        if stock.reserved != 0:
            yield f"S: {stock.reserved} of {product_id} are still reserved"
        if stock.sold != sold[product_id]:
            yield f"S: {stock.sold} of {product_id} sold, orders say {sold[product_id]}"


def _sold_by_orders(shop: InMemoryShop) -> Counter[UUID]:
    sold: Counter[UUID] = Counter()
    for order in shop.storage.all_of(Order):
        if order.status is not OrderStatus.COMPLETED:
            continue
        goods = {line.line_no: line.product_id for line in order.lines}
        pieces = [(line.line_no, line.quantity.value) for line in order.lines]
        pieces += [
            (line.line_no, -line.quantity)
            for one in order.refunds
            if one.status is refunds.RefundStatus.COMPLETED
            for line in one.lines
        ]
        for line_no, quantity in pieces:
            product_id = goods[line_no]
            if product_id is not None:
                sold[product_id] += quantity
    return sold


def _effects_happen_once(shop: InMemoryShop) -> Iterator[str]:
    for order in shop.storage.all_of(Order):
        told = Counter(shop.told(order.id))
        for event_type in ONCE:
            if told[event_type] > 1:
                yield f"E: {event_type} {told[event_type]} times for order {order.id}"
        if told["order.completed"] + told["order.cancelled"] != 1:
            yield f"E: order {order.id} has no single end"
        if told["workflow.completed"] + told["workflow.compensated"] != 1:
            yield f"E: saga {order.id} has no single end"


def _streams_match_rows(shop: InMemoryShop) -> Iterator[str]:
    for stream, events in shop.storage.streams.items():
        if [one.version for one in events] != list(range(1, len(events) + 1)):
            yield f"A: versions of {stream} are not contiguous"
    for row in shop.storage.rows.values():
        recorded = shop.storage.streams[row.stream]
        if row.version != len(recorded):
            yield f"A: row {row.stream} at {row.version}, stream at {len(recorded)}"
        if isinstance(row, Order | Payment | OrderSaga) and not _same(row, shop):
            yield f"A: folding {row.stream} gives another row"


def _same(row: Order | Payment | OrderSaga, shop: InMemoryShop) -> bool:
    folded = type(row)()
    for recorded in shop.storage.streams[row.stream]:
        folded._apply(recorded.event)  # type: ignore[arg-type]  # its own stream
        folded.version += 1
    return state_of(folded) == state_of(row)


def state_of(aggregate: Aggregate[DomainEvent] | Stored) -> dict[str, object]:
    """The fields that a row has, but for what its storage adds."""
    names = {name for kind in type(aggregate).__mro__ for name in getattr(kind, "__slots__", ())}
    bookkeeping = {"_pending", "created_at", "loaded_version"}
    return {name: getattr(aggregate, name, None) for name in names - bookkeeping}


def _nothing_is_left(shop: InMemoryShop) -> Iterator[str]:
    if shop.storage.outbox:
        yield f"D: {len(shop.storage.outbox)} messages are left"
    for saga in shop.storage.all_of(OrderSaga):
        if not saga.is_over or saga.deadline_at is not None:
            yield f"D: saga {saga.id} is stuck at {saga.step}"
