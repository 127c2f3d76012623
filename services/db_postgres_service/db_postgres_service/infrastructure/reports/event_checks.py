"""P: published. E: applied once by each consumer. A: streams without a gap. D: nothing left."""

from db_postgres_service.infrastructure.atomic_write.rows import ROW_TABLES
from db_postgres_service.infrastructure.reports.invariant_check import InvariantCheck

_WRITTEN_OTHERWISE = (
    ("stock", "stock", "product_id", "version"),
    # Never changed, so without a version; what was not sent has no event.
    ("security_act", "security_acts", "id", "1"),
    ("notification", "notifications WHERE status = 'sent'", "id", "1"),
)
_AGGREGATES = " UNION ALL ".join(
    f"SELECT '{kind}/' || {key} AS stream, {version} AS version FROM {rows}"  # noqa: S608  our constants  # nosec B608
    for kind, rows, key, version in (
        *((kind, table.name, "id", "version") for kind, table in ROW_TABLES.items()),
        *_WRITTEN_OTHERWISE,
    )
)

_OF_LOG_INS = "stream LIKE 'session/%' OR stream LIKE 'one\\_time\\_token/%'"
"""Streams whose row may be gone: the first event tells when that could happen at the earliest."""

EVENT_CHECKS = (
    InvariantCheck(
        "P",
        "event_not_in_outbox",
        """
        SELECT 'event/' || e.event_id AS row, e.event_type || ' at ' || e.position AS detail
        FROM event_store e
        WHERE e.publish AND e.position > (SELECT pruned_position FROM settlement)
          AND NOT EXISTS (SELECT FROM outbox o WHERE o.position = e.position)
        ORDER BY e.position LIMIT $1
        """,
    ),
    # What was settled is a number of events up to a position: none vanishes or comes in behind it.
    InvariantCheck(
        "P",
        "settled_otherwise",
        """
        SELECT 'settlement/' || s.settled_position AS row,
               s.settled_events || ' events were settled, ' || e.events || ' are there' AS detail
        FROM settlement s CROSS JOIN LATERAL (
            SELECT count(*) AS events FROM event_store
            WHERE publish AND position <= s.settled_position
        ) e
        WHERE s.settled_events <> e.events LIMIT $1
        """,
    ),
    InvariantCheck(
        "P",
        "outbox_row_not_published",
        """
        SELECT 'outbox/' || o.position AS row,
               'event ' || o.event_id || ' of ' || o.stream AS detail
        FROM outbox o WHERE o.published_at IS NULL ORDER BY o.position LIMIT $1
        """,
    ),
    InvariantCheck(
        "E",
        "event_not_applied",
        """
        SELECT 'event/' || e.event_id AS row,
               e.event_type || ' of ' || e.stream || ' left no record of ' || s.consumer AS detail
        FROM unnest($2::text[], $3::text[]) AS s(consumer, event_type)
        JOIN event_store e ON e.event_type = s.event_type AND e.publish
        LEFT JOIN idempotency_records r ON r.scope = s.consumer AND r.key = e.event_id::text
        WHERE r.key IS NULL
          AND (e.position > (SELECT settled_position FROM settlement)
               OR EXISTS (SELECT FROM unapplied_events u
                          WHERE u.event_id = e.event_id AND u.consumer = s.consumer))
        ORDER BY e.position LIMIT $1
        """,
        by_subscription=True,
    ),
    InvariantCheck(
        "E",
        "stock_moved_more_than_once",
        """
        SELECT stream AS row,
               count(*) || ' times ' || (data ->> 'kind') || ' for order ' || (data ->> 'order_id')
               AS detail
        FROM event_store
        WHERE event_type = 'stock.moved' AND data ->> 'kind' <> 'restock'
        GROUP BY stream, data ->> 'kind', data ->> 'order_id' HAVING count(*) > 1
        LIMIT $1
        """,
    ),
    InvariantCheck(
        "A",
        "stream_has_gaps",
        """
        SELECT stream AS row,
               count(*) || ' events, versions ' || min(version) || ' to ' || max(version) AS detail
        FROM event_store GROUP BY stream
        HAVING count(*) <> max(version) OR min(version) <> 1
        LIMIT $1
        """,
    ),
    InvariantCheck(
        "A",
        "row_and_stream_disagree",
        f"""
        SELECT coalesce(a.stream, e.stream) AS row,
               'row at version ' || coalesce(a.version::text, 'none')
               || ', stream at ' || coalesce(e.version::text, 'none') AS detail
        FROM ({_AGGREGATES}) a
        FULL JOIN (
            SELECT stream, max(version) AS version,
                   max(data ->> 'expires_at') FILTER (WHERE {_OF_LOG_INS})::timestamptz AS ended_at
            FROM event_store GROUP BY stream
        ) e ON e.stream = a.stream
        WHERE a.version IS DISTINCT FROM e.version
          AND (a.stream IS NOT NULL
               OR (e.ended_at < (SELECT log_ins_ended_before FROM settlement)) IS NOT TRUE)
        LIMIT $1
        """,  # noqa: S608  our constants  # nosec B608
    ),
    InvariantCheck(
        "D",
        "outbox_not_empty",
        """
        SELECT 'outbox/' || position AS row, 'event ' || event_id || ' of ' || stream AS detail
        FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT $1
        """,
    ),
    InvariantCheck(
        "D",
        "saga_not_finished",
        """
        SELECT 'saga/' || id AS row, 'step ' || step || ' since ' || updated_at AS detail
        FROM sagas WHERE step NOT IN ('completed', 'compensated') ORDER BY id LIMIT $1
        """,
    ),
    InvariantCheck(
        "D",
        "step_saga_not_finished",
        """
        SELECT 'step_saga/' || id AS row,
               saga || ' ' || status || ' at ' || step || ' since ' || updated_at AS detail
        FROM step_sagas WHERE step IS NOT NULL ORDER BY id LIMIT $1
        """,
    ),
    InvariantCheck(
        "D",
        "payment_undecided",
        """
        SELECT 'payment/' || id AS row, 'pending since ' || updated_at AS detail
        FROM payments WHERE status = 'pending' ORDER BY id LIMIT $1
        """,
    ),
    InvariantCheck(
        "D",
        "refund_not_completed",
        """
        SELECT 'refund/' || id AS row, 'order ' || order_id || ', requested ' || requested_at
               AS detail
        FROM refunds WHERE status = 'requested' ORDER BY id LIMIT $1
        """,
    ),
)
