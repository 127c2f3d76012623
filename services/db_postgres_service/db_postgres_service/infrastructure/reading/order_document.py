"""An order as one JSON text: header, lines and refunds in one read."""

from sqlalchemy import Select, Text, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSON, aggregate_order_by

from db_postgres_service.infrastructure.schema import order_lines, orders, refunds
from db_postgres_service.infrastructure.statements.json_documents import constant, json_object
from db_postgres_service.infrastructure.statements.sql_types import Expression

_EMPTY = literal_column("'[]'::json", JSON())


def _children(items: Select[tuple[object]]) -> Expression:
    return func.coalesce(items.scalar_subquery(), _EMPTY)


def order_document() -> Expression:
    """Return the JSON of the order in hand, shaped as `OrderRow`."""
    lines = select(
        func.json_agg(
            aggregate_order_by(
                json_object(item for item in order_lines.c if item.name != "order_id"),
                order_lines.c.line_no,
            )
        )
    ).where(order_lines.c.order_id == orders.c.id)
    given_back = select(
        func.json_agg(aggregate_order_by(json_object(refunds.c), refunds.c.id))
    ).where(refunds.c.order_id == orders.c.id)
    return json_object(
        orders.c,
        extra=[
            (constant("lines"), _children(lines)),
            (constant("refunds"), _children(given_back)),
        ],
    )


def order_text() -> Expression:
    """Return the JSON of the order in hand as text."""
    return cast(order_document(), Text)
