"""The gate: one row when the write may happen, none when it may not.

Every writing part selects from the gate, so a closed gate writes nothing and rolls nothing back.
It is closed by a broken guard, and by an idempotency record that exists already. A twin that is
writing the same record now is waited for by the unique index (bounded by `lock_timeout`).

Records of events that were applied long ago are gone; that the event is settled closes it as well.
"""

from sqlalchemy import Integer, String, Uuid, cast, column, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from db_postgres_service.infrastructure.retention.settled_event import is_settled
from db_postgres_service.infrastructure.schema import idempotency_records, products
from db_postgres_service.infrastructure.statements.json_documents import (
    ONE,
    part,
    record,
    recordset,
    text_part,
)
from db_postgres_service.infrastructure.statements.sql_types import Cte


def broken_guards() -> Cte:
    """Return the guards that do not hold: product gone, inactive or at another version.

    The version is read by a sub-select for each guard: a join would tempt the planner, which
    expects a hundred rows of any JSON array, to read the whole table for three products.
    """
    guards = recordset(
        part("guards"), "guards", [column("product_id", Uuid()), column("version", Integer())]
    )
    found = (
        select(products.c.version)
        .where(products.c.id == guards.c.product_id, products.c.is_active)
        .scalar_subquery()
    )
    return (
        select(guards.c.product_id)
        .where(found.is_distinct_from(guards.c.version))
        .cte("broken_guards")
    )


def gate(*, claims: bool, guarded: bool, of_event: bool = False) -> Cte:
    """Return the gate.

    Args:
        claims: The write carries an idempotency claim.
        of_event: The claim is a consumer's; the document names the event.
        guarded: The write carries guards.
    """
    holds = [~exists(select(broken_guards().c.product_id))] if guarded else []
    if not claims:
        return select(ONE.label("open")).where(*holds).cte("gate")
    claim = record(
        part("idempotency"),
        "claim",
        [column("scope", String()), column("key", String()), column("request_hash", String())],
    )
    if of_event:
        holds.append(~is_settled(cast(text_part("claimed_event"), Uuid()), claim.c.scope))
    claimed = (
        insert(idempotency_records)
        .from_select(
            ["scope", "key", "request_hash", "response", "created_at"],
            select(*claim.c, text_part("response"), func.now()).where(*holds),
        )
        .on_conflict_do_nothing(index_elements=["scope", "key"])
        .returning(ONE.label("open"))
        .cte("claimed")
    )
    return select(claimed.c.open).cte("gate")
