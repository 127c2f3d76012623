"""What stock operations leave behind beside the moved rows: reservations, new rows, events."""

from sqlalchemy import (
    BigInteger,
    Integer,
    Uuid,
    case,
    cast,
    column,
    exists,
    false,
    func,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert

from db_postgres_service.infrastructure.atomic_write.events import EventSource, event_row
from db_postgres_service.infrastructure.atomic_write.rows import WritingPart
from db_postgres_service.infrastructure.atomic_write.stock_movements import Movements
from db_postgres_service.infrastructure.schema import stock, stock_reservations
from db_postgres_service.infrastructure.statements.json_documents import (
    ONE,
    ZERO,
    constant,
    part,
    recordset,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte, Expression


def reservation_writes(steps: Movements) -> WritingPart:
    """Return what keeps the reservations; restocking more than was sold aborts."""
    wanted = steps.wanted
    enough = ~exists(select(steps.lacking.c.product_id))
    same = (
        stock_reservations.c.order_id == wanted.c.order_id,
        stock_reservations.c.product_id == wanted.c.product_id,
        enough,
    )
    reserved = (
        insert(stock_reservations)
        .from_select(
            ["order_id", "product_id", "quantity", "restocked", "status", "updated_at"],
            select(
                wanted.c.order_id,
                wanted.c.product_id,
                wanted.c.quantity,
                ZERO,
                constant("reserved"),
                func.now(),
            ).where(wanted.c.kind == constant("reserve"), enough),
        )
        .returning(stock_reservations.c.product_id)
        .cte("reservations_made")
    )
    ends = {constant("settle"): constant("settled"), constant("release"): constant("released")}
    ended = (
        update(stock_reservations)
        .values(status=case(ends, value=wanted.c.kind), updated_at=func.now())
        .where(*same, wanted.c.kind.in_(list(ends)))
        .returning(stock_reservations.c.product_id)
        .cte("reservations_ended")
    )
    restocked = (
        update(stock_reservations)
        .values(restocked=stock_reservations.c.restocked + wanted.c.quantity, updated_at=func.now())
        .where(
            *same,
            wanted.c.kind == constant("restock"),
            stock_reservations.c.status == constant("settled"),
            stock_reservations.c.restocked + wanted.c.quantity <= stock_reservations.c.quantity,
        )
        .returning(stock_reservations.c.product_id)
        .cte("restocked")
    )
    count = select(func.count()).select_from(restocked).scalar_subquery()
    asked = func.jsonb_agg(wanted.c.product_id, type_=JSONB)
    check = (
        select(func.abort_write(constant("restock_exceeds_sold"), asked, type_=Integer()))
        .select_from(wanted)
        .where(wanted.c.kind == constant("restock"))
        .having(func.count() != count)
        .scalar_subquery()
    )
    return WritingPart([reserved, ended, restocked], [check])


def movement_events(steps: Movements) -> EventSource:
    """Return one event for each movement, in the product's own stock stream.

    The caller gives one event id for each operation; that of a movement is derived from it and
    the product: a version 6 id with the same time and another node part.
    """
    wanted, moved = steps.wanted, steps.moved
    is_adjustment = wanted.c.kind == constant("adjust")
    node = func.substr(
        func.md5(func.concat(wanted.c.event_id, wanted.c.product_id)), ONE, literal_column("12")
    )
    head = func.substr(func.concat(wanted.c.event_id), ONE, literal_column("24"))
    moved_data = func.jsonb_build_object(
        constant("product_id"), wanted.c.product_id,
        constant("kind"), wanted.c.kind,
        constant("quantity"), wanted.c.quantity,
        constant("order_id"), wanted.c.order_id,
    )  # fmt: skip
    adjusted_data = func.jsonb_build_object(
        constant("product_id"), wanted.c.product_id,
        constant("delta"), wanted.c.quantity,
        constant("reason"), wanted.c.reason,
        constant("reference"), wanted.c.reference,
    )  # fmt: skip
    place = func.row_number().over(partition_by=wanted.c.product_id, order_by=wanted.c.operation)
    return event_row(
        wanted.join(moved, moved.c.product_id == wanted.c.product_id),
        func.concat(constant("stock/"), wanted.c.product_id),
        cast(moved.c.version_before + place, Integer),
        cast(func.concat(head, node), Uuid),
        case((is_adjustment, constant("stock.adjusted")), else_=constant("stock.moved")),
        ONE,
        func.now(),
        case((is_adjustment, adjusted_data), else_=moved_data),
        is_adjustment,
    )


def opened(gate: Cte) -> tuple[Cte, EventSource]:
    """Return what starts stock rows, and their first events."""
    asked = recordset(
        part("stock_opened"),
        "opened",
        [
            column("product_id", Uuid()),
            column("quantity", BigInteger()),
            column("event_id", Uuid()),
        ],
    )
    inserted = (
        insert(stock)
        .from_select(
            [
                "product_id",
                "opening",
                "adjusted",
                "free",
                "reserved",
                "sold",
                "version",
                "updated_at",
            ],
            select(
                asked.c.product_id,
                asked.c.quantity,
                ZERO,
                asked.c.quantity,
                ZERO,
                ZERO,
                ONE,
                func.now(),
            ).select_from(gate.join(asked, true())),
        )
        .returning(stock.c.product_id)
        .cte("stock_opened")
    )
    data: Expression = func.jsonb_build_object(
        constant("product_id"), asked.c.product_id, constant("quantity"), asked.c.quantity
    )
    events = event_row(
        gate.join(asked, true()),
        func.concat(constant("stock/"), asked.c.product_id),
        ONE,
        asked.c.event_id,
        constant("stock.opened"),
        ONE,
        func.now(),
        data,
        false(),
    )
    return inserted, events
