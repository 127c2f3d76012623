"""Order sagas. `lease_until` keeps two deadline sweeps from driving the same saga."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Uuid,
    text,
)

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

sagas = Table(
    "sagas",
    metadata,
    Column("id", Uuid, ForeignKey("orders.id"), primary_key=True),
    Column("step", String(16), nullable=False),
    Column("cancel_requested", Boolean, nullable=False),
    Column("cancellation_reason", String(255)),
    Column("attempts", Integer, nullable=False),
    Column("deadline_at", MOMENT),
    Column("lease_until", MOMENT),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint(
        "step IN ('reserving', 'charging', 'confirming', 'completed', 'compensating',"
        " 'compensated')",
        name="step",
    ),
    CheckConstraint("version >= 1", name="version"),
    info=kept("how an order came to its end, which `quintet verify` compares"),
)

RUNNING = text("step NOT IN ('completed', 'compensated')")
"""Written the same way in the partial index and in the query that it serves."""

Index(
    "sagas_running_deadline_at_idx",
    sagas.c.deadline_at,
    postgresql_where=RUNNING,
)
Index("sagas_step_id_idx", sagas.c.step, sagas.c.id)
Index("sagas_created_at_id_idx", sagas.c.created_at, sagas.c.id)
