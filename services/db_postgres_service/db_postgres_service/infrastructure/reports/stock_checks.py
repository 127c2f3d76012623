"""S: pieces balance, are never negative, and agree with reservations, orders and streams."""

from db_postgres_service.infrastructure.reports.invariant_check import InvariantCheck
from db_postgres_service.infrastructure.reports.stock_fold import STOCK_FOLD

STOCK_CHECKS = (
    InvariantCheck(
        "S",
        "pieces_do_not_balance",
        """
        SELECT 'stock/' || product_id AS row,
               opening || ' + ' || adjusted || ' <> ' || free || ' + ' || reserved || ' + ' || sold
               AS detail
        FROM stock
        WHERE opening + adjusted <> free + reserved + sold
           OR least(opening, free, reserved, sold) < 0
        ORDER BY product_id LIMIT $1
        """,
    ),
    InvariantCheck(
        "S",
        "stock_differs_from_reservations",
        """
        SELECT 'stock/' || s.product_id AS row,
               'reserved ' || s.reserved || ' of ' || coalesce(r.reserved, 0)
               || ', sold ' || s.sold || ' of ' || coalesce(r.sold, 0) AS detail
        FROM stock s LEFT JOIN (
            SELECT product_id,
                   sum(quantity) FILTER (WHERE status = 'reserved') AS reserved,
                   sum(quantity - restocked) FILTER (WHERE status = 'settled') AS sold
            FROM stock_reservations GROUP BY product_id
        ) r ON r.product_id = s.product_id
        WHERE s.reserved <> coalesce(r.reserved, 0) OR s.sold <> coalesce(r.sold, 0)
        ORDER BY s.product_id LIMIT $1
        """,
    ),
    InvariantCheck(
        "S",
        "stock_differs_from_stream",
        f"""
        SELECT 'stock/' || s.product_id AS row,
               'the row is not what its events make of it' AS detail
        FROM stock s LEFT JOIN ({STOCK_FOLD}) f ON f.stream = 'stock/' || s.product_id
        WHERE (s.opening, s.adjusted, s.free, s.reserved, s.sold, s.version)
              IS DISTINCT FROM (f.opening, f.adjusted, f.free, f.reserved, f.sold, f.version)
        ORDER BY s.product_id LIMIT $1
        """,  # noqa: S608  our constants  # nosec B608
    ),
    InvariantCheck(
        "S",
        "order_and_reservations_disagree",
        """
        SELECT 'order/' || coalesce(l.order_id, r.order_id) AS row,
               'product ' || coalesce(l.product_id, r.product_id) || ': ordered '
               || coalesce(l.quantity, 0) || ', ' || coalesce(r.status || ' ' || r.quantity, 'none')
               AS detail
        FROM (
            SELECT order_id, product_id, sum(quantity) AS quantity
            FROM order_lines WHERE kind = 'product' GROUP BY order_id, product_id
        ) l
        FULL JOIN stock_reservations r
          ON r.order_id = l.order_id AND r.product_id = l.product_id
        LEFT JOIN orders o ON o.id = coalesce(l.order_id, r.order_id)
        WHERE o.id IS NULL
           OR (o.status = 'completed'
               AND (l.quantity IS DISTINCT FROM r.quantity OR r.status <> 'settled'))
           OR (o.status = 'cancelled' AND r.status IN ('reserved', 'settled'))
        LIMIT $1
        """,
    ),
)
