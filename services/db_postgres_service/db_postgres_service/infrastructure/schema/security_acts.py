"""Security acts: the audit. A trigger refuses every change of a row, whoever asks for it."""

from sqlalchemy import CheckConstraint, Column, Index, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

security_acts = Table(
    "security_acts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("act", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("actor_id", Uuid),
    Column("client_id", String(64)),
    Column("subject_id", Uuid),
    Column("subject_key", String(64)),
    Column("address", String(64), nullable=False),
    Column("user_agent", String(255), nullable=False),
    Column("details", JSONB, nullable=False),
    Column("service", String(64), nullable=False),
    Column("request_id", String(128), nullable=False),
    Column("created_at", MOMENT, nullable=False),
    CheckConstraint("outcome IN ('ok', 'refused')", name="outcome"),
    info=kept("the audit; what it says is in the event store as well"),
)

Index("security_acts_created_at_id_idx", security_acts.c.created_at, security_acts.c.id)
Index(
    "security_acts_act_created_at_id_idx",
    security_acts.c.act,
    security_acts.c.created_at,
    security_acts.c.id,
)
Index(
    "security_acts_actor_id_created_at_id_idx",
    security_acts.c.actor_id,
    security_acts.c.created_at,
    security_acts.c.id,
    postgresql_where=security_acts.c.actor_id.isnot(None),
)
Index(
    "security_acts_subject_id_created_at_id_idx",
    security_acts.c.subject_id,
    security_acts.c.created_at,
    security_acts.c.id,
    postgresql_where=security_acts.c.subject_id.isnot(None),
)
Index(
    "security_acts_subject_key_act_outcome_created_at_idx",
    security_acts.c.subject_key,
    security_acts.c.act,
    security_acts.c.outcome,
    security_acts.c.created_at,
    postgresql_where=security_acts.c.subject_key.isnot(None),
)
