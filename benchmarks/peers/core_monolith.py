"""A monolith on async SQLAlchemy Core: what a careful team writes."""

import os
from decimal import Decimal
from uuid import UUID, uuid4

import sqlalchemy as sa
from fastapi import FastAPI, HTTPException
from shop import LineOut, OrderIn, OrderOut, ProductOut
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import create_async_engine

metadata = sa.MetaData()
products = sa.Table(
    "products",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("sku", sa.String),
    sa.Column("name", sa.String),
    sa.Column("description", sa.String),
    sa.Column("unit_price", sa.Numeric(14, 4)),
    sa.Column("currency", sa.String),
    sa.Column("is_active", sa.Boolean),
    sa.Column("version", sa.Integer),
    sa.Column("created_at", sa.DateTime(timezone=True)),
    sa.Column("updated_at", sa.DateTime(timezone=True)),
    sa.Column("stock", sa.Integer),
)
orders = sa.Table(
    "orders",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("contact_email", sa.String),
    sa.Column("status", sa.String),
    sa.Column("currency", sa.String),
    sa.Column("total", sa.Numeric(20, 4)),
)
order_lines = sa.Table(
    "order_lines",
    metadata,
    sa.Column("order_id", sa.Uuid, primary_key=True),
    sa.Column("line_no", sa.Integer, primary_key=True),
    sa.Column("product_id", sa.Uuid),
    sa.Column("quantity", sa.Integer),
    sa.Column("unit_price", sa.Numeric(14, 4)),
    sa.Column("amount", sa.Numeric(20, 4)),
)
outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("event_type", sa.String),
    sa.Column("data", JSONB),
)
engine = create_async_engine(
    os.environ["POSTGRES_URL"].replace("postgresql://", "postgresql+asyncpg://"), pool_size=16
)
app = FastAPI()
_SHOWN = [column for column in products.c if column.name != "stock"]


@app.get("/products/{product_id}")
async def get_product(product_id: UUID) -> ProductOut:
    """One product."""
    async with engine.connect() as connection:
        row = (
            await connection.execute(sa.select(*_SHOWN).where(products.c.id == product_id))
        ).one_or_none()
    if row is None:
        raise HTTPException(404)
    return ProductOut.model_validate(row)


@app.post("/orders", status_code=201)
async def place_order(body: OrderIn) -> OrderOut:
    """Place an order: order, lines, stock and outbox in one transaction."""
    ids = sorted({line.product_id for line in body.lines})
    async with engine.begin() as connection:
        found = await connection.execute(
            sa.select(products.c.id, products.c.unit_price, products.c.is_active, products.c.stock)
            .where(products.c.id.in_(ids))
            .order_by(products.c.id)
            .with_for_update()
        )
        known = {row.id: row for row in found}
        order_id = uuid4()
        lines: list[LineOut] = []
        for line_no, line in enumerate(body.lines, start=1):
            row = known.get(line.product_id)
            if row is None or not row.is_active or row.stock < line.quantity:
                raise HTTPException(409)
            lines.append(
                LineOut(
                    line_no=line_no,
                    product_id=line.product_id,
                    quantity=line.quantity,
                    unit_price=row.unit_price,
                    amount=row.unit_price * line.quantity,
                )
            )
        total = sum((line.amount for line in lines), start=Decimal(0))
        await connection.execute(
            products.update()
            .where(products.c.id == sa.bindparam("taken_id"))
            .values(stock=products.c.stock - sa.bindparam("taken")),
            [{"taken_id": line.product_id, "taken": line.quantity} for line in lines],
        )
        await connection.execute(
            orders.insert().values(
                id=order_id,
                contact_email=body.contact_email,
                status="pending",
                currency="GBP",
                total=total,
            )
        )
        await connection.execute(
            order_lines.insert(), [{"order_id": order_id, **line.model_dump()} for line in lines]
        )
        await connection.execute(
            outbox.insert().values(event_type="order.created", data={"order_id": str(order_id)})
        )
    return OrderOut(id=order_id, status="pending", currency="GBP", total=total, lines=lines)
