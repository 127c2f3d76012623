"""Stock operations as one set of statements: ask, lock, check, move, tell.

Whatever the operations of a write are, they become movements (operation, product, pieces). The
stock rows of all of them are locked in the order of their ids, so that two writes can never wait
for each other; then the changes are added up for each product and applied at once.
Reserve does nothing for an order that has reservations already, settle and release take only
what is still reserved: a repeated call changes nothing.
"""

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Integer,
    String,
    Uuid,
    any_,
    case,
    cast,
    column,
    exists,
    func,
    null,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.atomic_write.rows import ids_in
from db_postgres_service.infrastructure.schema import stock, stock_reservations
from db_postgres_service.infrastructure.statements.json_documents import (
    ZERO,
    constant,
    part,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte, Expression

_RESERVED = constant("reserved")
_BY_PRODUCT = ("adjust", "reserve", "restock")


@dataclass(frozen=True)
class Movements:
    """The steps that later parts refer to."""

    wanted: Cte
    lacking: Cte
    moved: Cte


def _held(gate: Cte) -> Cte:
    """Lock and return what is reserved for the orders that settle or release."""
    asked = recordset(
        part("stock_by_order"),
        "by_order",
        [
            column("operation", Integer()),
            column("kind", String()),
            column("order_id", Uuid()),
            column("event_id", Uuid()),
        ],
    )
    return (
        select(
            asked.c.operation,
            asked.c.kind,
            asked.c.order_id,
            asked.c.event_id,
            stock_reservations.c.product_id,
            stock_reservations.c.quantity,
        )
        .select_from(
            gate.join(asked, true()).join(
                stock_reservations, stock_reservations.c.order_id == asked.c.order_id
            )
        )
        .where(
            stock_reservations.c.order_id == ids_in("stock_by_order", "order_id"),
            stock_reservations.c.status == _RESERVED,
        )
        .order_by(stock_reservations.c.order_id, stock_reservations.c.product_id)
        .with_for_update(of=stock_reservations)
        .cte("held")
    )


def _wanted(gate: Cte) -> Cte:
    asked = recordset(
        part("stock_by_product"),
        "by_product",
        [
            column("operation", Integer()),
            column("kind", String()),
            column("order_id", Uuid()),
            column("event_id", Uuid()),
            column("product_id", Uuid()),
            column("quantity", BigInteger()),
            column("reason", String()),
            column("reference", String()),
        ],
    )
    repeated = (
        select(stock_reservations.c.order_id)
        .where(stock_reservations.c.order_id == ids_in("stock_by_product", "order_id"))
        .cte("repeated")
    )
    by_product = (
        select(*asked.c)
        .select_from(gate.join(asked, true()))
        .where(
            or_(
                asked.c.kind != constant("reserve"),
                asked.c.order_id.not_in(select(repeated.c.order_id)),
            )
        )
    )
    held = _held(gate)
    by_order = select(
        held.c.operation,
        held.c.kind,
        held.c.order_id,
        held.c.event_id,
        held.c.product_id,
        held.c.quantity,
        null(),
        null(),
    )
    return union_all(by_product, by_order).cte("wanted")


def _change(wanted: Cte, effects: dict[str, int]) -> Expression:
    """Return the sum of pieces, each kind of operation with its sign."""
    quantity = wanted.c.quantity
    signed = {constant(kind): quantity if sign > 0 else -quantity for kind, sign in effects.items()}
    return cast(func.sum(case(signed, value=wanted.c.kind, else_=ZERO)), BigInteger())


def movements(gate: Cte) -> Movements:
    """Return the steps up to the moved stock rows."""
    wanted = _wanted(gate)
    changes = (
        select(
            wanted.c.product_id,
            _change(wanted, {"adjust": 1, "reserve": -1, "release": 1, "restock": 1}).label("free"),
            _change(wanted, {"reserve": 1, "settle": -1, "release": -1}).label("reserved"),
            _change(wanted, {"settle": 1, "restock": -1}).label("sold"),
            _change(wanted, {"adjust": 1}).label("adjusted"),
            func.count().label("events"),
        )
        .group_by(wanted.c.product_id)
        .cte("changes")
    )
    ids = select(changes.c.product_id).scalar_subquery()
    locked = (
        select(
            stock.c.product_id,
            stock.c.free,
            stock.c.reserved,
            stock.c.sold,
            stock.c.adjusted,
            stock.c.version,
        )
        .where(stock.c.product_id == any_(func.array(ids)))
        .order_by(stock.c.product_id)
        .with_for_update()
        .cte("locked")
    )
    lacking = (
        select(
            changes.c.product_id,
            (-changes.c.free).label("requested"),
            func.coalesce(locked.c.free, ZERO).label("available"),
        )
        .select_from(changes.outerjoin(locked, locked.c.product_id == changes.c.product_id))
        .where(locked.c.product_id.is_(None) | (locked.c.free + changes.c.free < ZERO))
        .cte("lacking")
    )
    locked_ids = select(locked.c.product_id).scalar_subquery()
    # From the locked values, not from the row's own: an update first tries the row as the
    # statement saw it when it began, and would break a check that the row of now keeps.
    moved = (
        update(stock)
        .values(
            free=locked.c.free + changes.c.free,
            reserved=locked.c.reserved + changes.c.reserved,
            sold=locked.c.sold + changes.c.sold,
            adjusted=locked.c.adjusted + changes.c.adjusted,
            version=locked.c.version + changes.c.events,
            updated_at=func.now(),
        )
        .where(
            locked.c.product_id == changes.c.product_id,
            stock.c.product_id == locked.c.product_id,
            stock.c.product_id == any_(func.array(locked_ids)),
            ~exists(select(lacking.c.product_id)),
        )
        .returning(stock.c.product_id, locked.c.version.label("version_before"))
        .cte("moved")
    )
    return Movements(wanted, lacking, moved)


def shortage_check(steps: Movements) -> Expression:
    """Return the check that aborts with `insufficient_stock` and every shortage."""
    lacking = steps.lacking
    shortages = func.jsonb_agg(
        func.jsonb_build_object(
            constant("product_id"),
            lacking.c.product_id,
            constant("requested"),
            lacking.c.requested,
            constant("available"),
            lacking.c.available,
        ),
        type_=JSONB,
    )
    return (
        select(func.abort_write(constant("insufficient_stock"), shortages, type_=Integer()))
        .select_from(lacking)
        .having(func.count() > ZERO)
        .scalar_subquery()
    )
