"""Statements that settle events: prove that they need no trace any more, and remember the proof.

An event is settled when it was published long ago. Consumers that have not applied it by then are
noted one by one, so that a dead letter can be redriven after any time. Nothing passes an event that
is not published, so what settles is a prefix of the outbox.
"""

from typing import Final

from sqlalchemy import ARRAY, BigInteger, DateTime, Integer, String, Uuid, bindparam, text

from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement

EVENTS_AT_ONCE: Final = 5_000

SETTLED_SECONDS: Final = 60
"""Traces are removed so long after their events were settled.

A statement that began before still sees the event unsettled, and would write a second record in
the place of a removed one. None lasts so long: `postgres_statement_seconds` is half of it at most.
"""

# Records are looked up one by one: a join may be planned as a walk through all of them.
SETTLE: Final = CompiledStatement(
    text(f"""
    WITH mark AS MATERIALIZED (
        SELECT settled_position FROM settlement
        WHERE id = 1 AND pruned_position = settled_position FOR UPDATE SKIP LOCKED
    ), head AS MATERIALIZED (
        SELECT e.position, e.event_id, e.event_type,
               (SELECT o.published_at FROM outbox o WHERE o.position = e.position) AS published_at
        FROM event_store e
        WHERE e.publish AND e.position > (SELECT settled_position FROM mark)
        ORDER BY e.position LIMIT {EVENTS_AT_ONCE}
    ), old AS MATERIALIZED (
        SELECT position, event_id, event_type FROM head
        WHERE position < coalesce(
            (SELECT min(position) FROM head
             WHERE published_at IS NULL
                OR published_at >= least(:asked_at, now()) - :days * interval '1 day'),
            (SELECT max(position) + 1 FROM head)
        )
    ), unapplied AS (
        INSERT INTO unapplied_events (event_id, consumer)
        SELECT old.event_id, s.consumer
        FROM old
        JOIN unnest(:consumers, :event_types) AS s(consumer, event_type)
          ON s.event_type = old.event_type
        WHERE (
            SELECT r.key FROM idempotency_records r
            WHERE r.scope = s.consumer AND r.key = old.event_id::text
        ) IS NULL
        RETURNING 1
    )
    UPDATE settlement
    SET settled_position = (SELECT max(position) FROM old),
        settled_events = settled_events + (SELECT count(*) FROM old),
        settled_at = now(),
        consumers = (
            SELECT coalesce(jsonb_object_agg(consumer, settled_position), '{{}}')
            FROM unnest(:consumers) AS s(consumer)
        ) || consumers
    WHERE id = 1 AND EXISTS (SELECT FROM old)
    RETURNING (SELECT count(*) FROM old) AS settled, (SELECT count(*) FROM unapplied) AS unapplied
    """).bindparams(  # noqa: S608  our constants  # nosec B608
        bindparam("asked_at", type_=DateTime(timezone=True)),
        bindparam("days", type_=Integer()),
        bindparam("consumers", type_=ARRAY(String())),
        bindparam("event_types", type_=ARRAY(String())),
    )
)
"""Settles the next events, when the traces of the last ones are gone; two at once do it once."""

SETTLED_EVENTS: Final = CompiledStatement(
    text(f"""
    SELECT settled_position AS position,
           (SELECT coalesce(json_agg(json_build_object(
                       'event_id', e.event_id, 'occurred_at', e.occurred_at)), '[]')::text
            FROM event_store e
            WHERE e.publish AND e.position > s.pruned_position AND e.position <= s.settled_position
           ) AS events
    FROM settlement s
    WHERE s.id = 1 AND s.pruned_position < s.settled_position
      AND s.settled_at < now() - interval '{SETTLED_SECONDS} seconds'
    """)  # noqa: S608  our constants  # nosec B608
)
"""Events whose traces can be removed now; no row when there are none."""

PRUNE: Final = CompiledStatement(
    text(f"""
    WITH mark AS MATERIALIZED (
        SELECT pruned_position, settled_position, consumers FROM settlement
        WHERE id = 1 AND settled_position = :position AND pruned_position < settled_position
          AND settled_at < now() - interval '{SETTLED_SECONDS} seconds'
        FOR UPDATE SKIP LOCKED
    ), settled AS MATERIALIZED (
        SELECT position, event_id FROM event_store
        WHERE publish AND position > (SELECT pruned_position FROM mark)
          AND position <= (SELECT settled_position FROM mark)
    ), sent AS (
        DELETE FROM outbox WHERE position = ANY (ARRAY(
            SELECT position FROM settled WHERE event_id <> ALL (:unrecorded)
        ))
        RETURNING 1
    ), applied AS (
        DELETE FROM idempotency_records WHERE scope = ANY (ARRAY(
            SELECT jsonb_object_keys(consumers) FROM mark
        )) AND key = ANY (ARRAY(
            SELECT event_id::text FROM settled s
            WHERE NOT EXISTS (SELECT FROM unapplied_events u WHERE u.event_id = s.event_id)
        ))
        RETURNING 1
    )
    UPDATE settlement SET pruned_position = settled_position
    WHERE id = 1 AND EXISTS (SELECT FROM mark)
    RETURNING (SELECT count(*) FROM sent) AS outbox, (SELECT count(*) FROM applied) AS inbox
    """).bindparams(  # noqa: S608  our constants  # nosec B608
        bindparam("position", type_=BigInteger()),
        bindparam("unrecorded", type_=ARRAY(Uuid())),
    )
)
"""Removes the traces of all settled events, and leaves two kinds of exceptions for good: outbox
rows that the analytics lack (`verify` goes on to name them), and records of unapplied events."""
