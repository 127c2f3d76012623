"""L: every acknowledged order exists and ends. C: it is charged once, and refunds match."""

from db_postgres_service.infrastructure.reports.invariant_check import InvariantCheck

ORDER_CHECKS = (
    InvariantCheck(
        "L",
        "order_without_row",
        """
        SELECT e.stream AS row, 'order.created was stored, the order is not there' AS detail
        FROM event_store e
        WHERE e.event_type = 'order.created'
          AND NOT EXISTS (SELECT FROM orders o WHERE 'order/' || o.id = e.stream)
        ORDER BY e.position LIMIT $1
        """,
    ),
    InvariantCheck(
        "L",
        "order_not_terminal",
        """
        SELECT 'order/' || id AS row, 'status ' || status AS detail
        FROM orders WHERE status IN ('pending', 'confirmed') ORDER BY id LIMIT $1
        """,
    ),
    InvariantCheck(
        "L",
        "order_and_saga_disagree",
        """
        SELECT 'order/' || o.id AS row,
               'order ' || o.status || ', saga ' || coalesce(s.step, 'missing') AS detail
        FROM orders o LEFT JOIN sagas s ON s.id = o.id
        WHERE s.id IS NULL
           OR (o.status = 'completed') <> (s.step = 'completed')
           OR (o.status = 'cancelled') <> (s.step = 'compensated')
        ORDER BY o.id LIMIT $1
        """,
    ),
    InvariantCheck(
        "C",
        "completed_without_its_charge",
        """
        SELECT 'order/' || o.id AS row,
               'to charge ' || o.charge_amount || ', payment '
               || coalesce(p.status || ' ' || p.amount, 'missing') AS detail
        FROM orders o LEFT JOIN payments p ON p.order_id = o.id
        WHERE o.status = 'completed'
          AND (p.id IS NULL OR p.amount <> o.charge_amount
               OR p.status NOT IN ('charged', 'partially_refunded', 'refunded'))
        ORDER BY o.id LIMIT $1
        """,
    ),
    InvariantCheck(
        "C",
        "cancelled_but_money_kept",
        """
        SELECT 'payment/' || p.id AS row,
               'order ' || o.id || ' is cancelled, payment ' || p.status
               || ', refunded ' || p.refunded_amount || ' of ' || p.amount AS detail
        FROM orders o JOIN payments p ON p.order_id = o.id
        WHERE o.status = 'cancelled' AND p.status <> 'failed'
          AND NOT (p.status = 'refunded' AND p.refunded_amount = p.amount)
        ORDER BY p.id LIMIT $1
        """,
    ),
    InvariantCheck(
        "C",
        "charged_more_than_once",
        """
        SELECT 'order/' || (data ->> 'order_id') AS row,
               count(*) || ' events payment.processed' AS detail
        FROM event_store WHERE event_type = 'payment.processed'
        GROUP BY data ->> 'order_id' HAVING count(*) > 1 LIMIT $1
        """,
    ),
    InvariantCheck(
        "C",
        "refunds_do_not_add_up",
        """
        SELECT 'order/' || o.id AS row,
               'order ' || o.refunded_charge_amount || ', refunds ' || coalesce(r.asked, 0)
               || ', payment ' || coalesce(p.refunded_amount::text, 'missing')
               || ' of ' || coalesce(r.done, 0) AS detail
        FROM orders o
        LEFT JOIN payments p ON p.order_id = o.id
        LEFT JOIN (
            SELECT order_id,
                   sum(charge_amount) FILTER (WHERE status <> 'failed') AS asked,
                   sum(charge_amount) FILTER (WHERE status = 'completed') AS done
            FROM refunds GROUP BY order_id
        ) r ON r.order_id = o.id
        WHERE o.status = 'completed'
          AND (o.refunded_charge_amount <> coalesce(r.asked, 0)
               OR coalesce(p.refunded_amount, 0) <> coalesce(r.done, 0))
        ORDER BY o.id LIMIT $1
        """,
    ),
)
