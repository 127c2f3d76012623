"""A monolith on plain asyncpg: the leanest that a team would write."""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from uuid import UUID, uuid4

import asyncpg
from fastapi import FastAPI, HTTPException, Request
from shop import LineOut, OrderIn, OrderOut, ProductOut


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Holds the pool."""
    async with asyncpg.create_pool(os.environ["POSTGRES_URL"], min_size=16, max_size=16) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)
_GET = """
SELECT id, sku, name, description, unit_price, currency, is_active, version, created_at, updated_at
FROM products WHERE id = $1
"""
_LOCK = """
SELECT id, unit_price, is_active, stock FROM products WHERE id = ANY($1) ORDER BY id FOR UPDATE
"""
_TAKE = """
UPDATE products p SET stock = p.stock - t.quantity
FROM unnest($1::uuid[], $2::int[]) AS t (id, quantity) WHERE p.id = t.id
"""
_LINES = """
INSERT INTO order_lines SELECT $1, * FROM unnest(
    $2::int[], $3::uuid[], $4::int[], $5::numeric[], $6::numeric[])
"""
_ORDER = """
INSERT INTO orders (id, contact_email, status, currency, total)
VALUES ($1, $2, 'pending', 'GBP', $3)
"""
_EVENT = "INSERT INTO outbox (event_type, data) VALUES ('order.created', $1)"


@app.get("/products/{product_id}")
async def get_product(product_id: UUID, request: Request) -> ProductOut:
    """One product."""
    row = await request.app.state.pool.fetchrow(_GET, product_id)
    if row is None:
        raise HTTPException(404)
    return ProductOut.model_validate(dict(row))


@app.post("/orders", status_code=201)
async def place_order(body: OrderIn, request: Request) -> OrderOut:
    """Place an order: order, lines, stock and outbox in one transaction."""
    ids = sorted({line.product_id for line in body.lines})
    async with request.app.state.pool.acquire() as connection, connection.transaction():
        known = {row["id"]: row for row in await connection.fetch(_LOCK, ids)}
        order_id = uuid4()
        lines: list[LineOut] = []
        for line_no, line in enumerate(body.lines, start=1):
            row = known.get(line.product_id)
            if row is None or not row["is_active"] or row["stock"] < line.quantity:
                raise HTTPException(409)
            price = row["unit_price"]
            lines.append(
                LineOut(
                    line_no=line_no,
                    product_id=line.product_id,
                    quantity=line.quantity,
                    unit_price=price,
                    amount=price * line.quantity,
                )
            )
        total = sum((line.amount for line in lines), start=Decimal(0))
        quantities = [line.quantity for line in lines]
        products = [line.product_id for line in lines]
        await connection.execute(_TAKE, products, quantities)
        await connection.execute(_ORDER, order_id, body.contact_email, total)
        await connection.execute(
            _LINES,
            order_id,
            [line.line_no for line in lines],
            products,
            quantities,
            [line.unit_price for line in lines],
            [line.amount for line in lines],
        )
        await connection.execute(_EVENT, json.dumps({"order_id": str(order_id)}))
    return OrderOut(id=order_id, status="pending", currency="GBP", total=total, lines=lines)
