"""Things of a small shop for contract suites: ready to be written, each with ids of its own."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import uuid6
from business_hexagon.application.ports.atomic_writes import Change, Idempotency, ProductGuard
from business_hexagon.application.ports.stock_operations import (
    OpenStock,
    ReserveStock,
    SettleStock,
    StockDemand,
)
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_draft import OrderDraft
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.email import Email
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.quantity import Quantity
from business_hexagon.domain.values.sku import Sku

from tests.contract.storage_ports import StoragePorts

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


def new_id() -> UUID:
    """A fresh id."""
    return UUID(int=uuid6.uuid6().int)


def claim(scope: str = "contract", request_hash: str = "hash") -> Idempotency:
    """A fresh claim."""
    return Idempotency(scope=scope, key=uuid4().hex, request_hash=request_hash)


def a_user() -> User:
    """A new user."""
    return User.register(
        user_id=new_id(),
        email=Email(f"{uuid4().hex}@example.com"),
        name="Ada Lovelace",
        password_hash="$argon2id$not_a_real_hash",
        registration_source="api",
    )


def a_product(opening_stock: int = 10, price: str = "2.5500") -> Product:
    """A new product."""
    return Product.create(
        product_id=new_id(),
        sku=Sku(uuid4().hex[:12]),
        name="White metal lantern",
        description="Stands on a shelf.",
        unit_price=Money(Decimal(price), "GBP"),
        opening_stock=opening_stock,
    )


def an_order(product: Product, quantity: int = 2, reference: str | None = None) -> Order:
    """A new order of one product, with postage."""
    draft = OrderDraft(
        user_id=new_id(),
        contact_email=Email("ada@example.com"),
        channel="web",
        reference=reference,
        ordered_at=NOW,
        currency="GBP",
        shipping_address=Address(country="GB", city="London"),
        lines=(
            OrderLine(
                line_no=1,
                kind=LineKind.PRODUCT,
                product_id=product.id,
                sku=product.sku,
                description=product.name,
                quantity=Quantity(quantity),
                unit_price=product.unit_price,
            ),
            OrderLine(
                line_no=2,
                kind=LineKind.POSTAGE,
                product_id=None,
                sku=Sku("POST"),
                description="Postage",
                quantity=Quantity(1),
                unit_price=Money(Decimal("1.0010"), "GBP"),
            ),
        ),
        payment_method="card_approve",
    )
    return Order.place(new_id(), draft)


def a_saga(order: Order, deadline_at: datetime | None = None) -> OrderSaga:
    """The saga of a new order."""
    return OrderSaga.begin(order.id, deadline_at or datetime.now(UTC) + timedelta(seconds=30))


async def stored_product(ports: StoragePorts, opening_stock: int = 10) -> Product:
    """A product with its stock, written."""
    product = a_product(opening_stock)
    await ports.writes.commit(
        Change(saves=(product,), stock=(OpenStock(product.id, opening_stock),))
    )
    product.mark_saved()
    return product


async def stored_order(ports: StoragePorts, product: Product, quantity: int = 2) -> Order:
    """A pending order with its saga, written."""
    order = an_order(product, quantity)
    guards = (ProductGuard(product.id, product.version),)
    await ports.writes.place_order(order, a_saga(order), guards)
    order.mark_saved()
    return order


def reservation(order: Order) -> ReserveStock:
    """What an order wants of the stock."""
    return ReserveStock(
        order.id,
        tuple(
            StockDemand(line.product_id, line.quantity.value)
            for line in order.lines
            if line.product_id is not None
        ),
    )


async def completed_order(ports: StoragePorts, product: Product) -> Order:
    """An order that is paid, sold and done."""
    placed = await stored_order(ports, product)
    await ports.writes.commit(Change(stock=(reservation(placed),)))
    process = await ports.processes.load(placed.id)
    assert process is not None
    order = process.order
    payment = Payment.begin(new_id(), order.id, order.charge_amount, "sandbox")
    payment.succeed("charge_1")
    order.confirm(payment.id)
    order.complete(NOW)
    await ports.writes.commit(Change(saves=(order, payment), stock=(SettleStock(order.id),)))
    order.mark_saved()
    return order
