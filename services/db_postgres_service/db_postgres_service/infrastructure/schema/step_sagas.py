"""Sagas made of steps, of every kind. `lease_until` keeps two sweeps from driving the same one.

No constraint knows the sagas and their steps: a further saga is code alone. What the rows have in
common is checked here, the rest by the code that reads them.
"""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

step_sagas = Table(
    "step_sagas",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("saga", String(64), nullable=False),
    Column("subject", JSONB, nullable=False),
    Column("started_by", Uuid),
    Column("status", String(16), nullable=False),
    Column("step", String(64)),
    Column("done", JSONB, nullable=False),
    Column("undone", JSONB, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("deadline_at", MOMENT),
    Column("lease_until", MOMENT),
    Column("refused_step", String(64)),
    Column("reason", String(255)),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint(
        "status IN ('running', 'compensating', 'completed', 'compensated')", name="status"
    ),
    CheckConstraint(
        "(status IN ('completed', 'compensated')) = (step IS NULL)"
        " AND (step IS NULL) = (deadline_at IS NULL)",
        name="turn",
    ),
    CheckConstraint(
        "(status IN ('compensating', 'compensated')) = (refused_step IS NOT NULL)"
        " AND (refused_step IS NULL) = (reason IS NULL)",
        name="refused",
    ),
    CheckConstraint("version >= 1", name="version"),
    info=kept("how each came to its end; its id makes a second start impossible"),
)

UNFINISHED = text("step IS NOT NULL")
"""Written the same way in the partial index and in the query that it serves."""

Index(
    "step_sagas_unfinished_deadline_at_idx", step_sagas.c.deadline_at, postgresql_where=UNFINISHED
)
Index(
    "step_sagas_saga_status_created_at_id_idx",
    step_sagas.c.saga,
    step_sagas.c.status,
    step_sagas.c.created_at,
    step_sagas.c.id,
)
Index(
    "step_sagas_status_created_at_id_idx",
    step_sagas.c.status,
    step_sagas.c.created_at,
    step_sagas.c.id,
)
Index("step_sagas_created_at_id_idx", step_sagas.c.created_at, step_sagas.c.id)
