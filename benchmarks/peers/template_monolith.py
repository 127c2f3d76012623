"""A monolith in the style of the popular full stack template: sync SQLModel in a thread pool."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI, HTTPException
from shop import LineOut, OrderIn, OrderOut, ProductOut
from sqlalchemy import JSON, Column, Engine
from sqlmodel import Field, Session, SQLModel, create_engine, select


class Product(SQLModel, table=True):
    """Table of products."""

    __tablename__ = "products"

    id: UUID = Field(primary_key=True)
    sku: str
    name: str
    description: str
    unit_price: Decimal = Field(max_digits=14, decimal_places=4)
    currency: str
    is_active: bool
    version: int
    created_at: datetime
    updated_at: datetime
    stock: int


class Order(SQLModel, table=True):
    """Table of orders."""

    __tablename__ = "orders"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    contact_email: str | None
    status: str
    currency: str
    total: Decimal = Field(max_digits=20, decimal_places=4)
    created_at: datetime


class OrderLine(SQLModel, table=True):
    """Table of order lines."""

    __tablename__ = "order_lines"

    order_id: UUID = Field(primary_key=True, foreign_key="orders.id")
    line_no: int = Field(primary_key=True)
    product_id: UUID = Field(foreign_key="products.id")
    quantity: int
    unit_price: Decimal = Field(max_digits=14, decimal_places=4)
    amount: Decimal = Field(max_digits=20, decimal_places=4)


class Outbox(SQLModel, table=True):
    """Table of events to publish."""

    __tablename__ = "outbox"

    position: int | None = Field(default=None, primary_key=True)
    event_type: str
    data: dict[str, str] = Field(sa_column=Column(JSON))


engine: Engine = create_engine(
    os.environ["POSTGRES_URL"].replace("postgresql://", "postgresql+psycopg://"), pool_size=16
)
app = FastAPI()


def session() -> Iterator[Session]:
    """A session for each request."""
    with Session(engine) as opened:
        yield opened


SessionDep = Annotated[Session, Depends(session)]


@app.get("/products/{product_id}", response_model=ProductOut)
def get_product(product_id: UUID, session: SessionDep) -> Product:
    """One product."""
    product = session.get(Product, product_id)
    if product is None:
        raise HTTPException(404)
    return product


@app.post("/orders", status_code=201)
def place_order(body: OrderIn, session: SessionDep) -> OrderOut:
    """Place an order: order, lines, stock and outbox in one transaction."""
    ids = sorted({line.product_id for line in body.lines})
    statement = select(Product).where(Product.id.in_(ids)).order_by(Product.id).with_for_update()
    products = {product.id: product for product in session.exec(statement)}
    order = Order(
        contact_email=body.contact_email,
        status="pending",
        currency="GBP",
        total=Decimal(0),
        created_at=datetime.now(UTC),
    )
    session.add(order)
    session.flush()
    lines: list[LineOut] = []
    for line_no, line in enumerate(body.lines, start=1):
        product = products.get(line.product_id)
        if product is None or not product.is_active or product.stock < line.quantity:
            raise HTTPException(409)
        product.stock -= line.quantity
        amount = product.unit_price * line.quantity
        order.total += amount
        session.add(
            OrderLine(
                order_id=order.id,
                line_no=line_no,
                product_id=product.id,
                quantity=line.quantity,
                unit_price=product.unit_price,
                amount=amount,
            )
        )
        lines.append(
            LineOut(
                line_no=line_no,
                product_id=product.id,
                quantity=line.quantity,
                unit_price=product.unit_price,
                amount=amount,
            )
        )
    session.add(Outbox(event_type="order.created", data={"order_id": str(order.id)}))
    session.commit()
    session.refresh(order)
    return OrderOut(
        id=order.id,
        status=order.status,
        currency=order.currency,
        total=order.total,
        lines=lines,
    )
