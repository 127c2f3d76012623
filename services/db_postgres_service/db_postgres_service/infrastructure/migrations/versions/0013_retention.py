"""Let traces of settled events, old keys of clients and ended log ins leave."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_CLIENTS = "idempotency_records_clients_created_at_idx"
_CLIENTS_CLAIM = "NOT (length(request_hash) = 32 AND request_hash = replace(key, '-', ''))"
_INDEXES = (
    (_CLIENTS, "idempotency_records", "created_at", sa.text(_CLIENTS_CLAIM)),
    ("sessions_expires_at_idx", "sessions", "expires_at", None),
    ("one_time_tokens_expires_at_idx", "one_time_tokens", "expires_at", None),
)


def upgrade() -> None:
    """Create the indexes by which rows leave, and what remembers how far events are settled.

    An index that was left half-built is dropped first, so that the migration may be run again.
    A fortieth of the records may be dead before a vacuum: by default it would be a fifth, which is
    a week of them.
    """
    with op.get_context().autocommit_block():
        for name, table, column, where in _INDEXES:
            op.drop_index(name, table_name=table, if_exists=True, postgresql_concurrently=True)
            op.create_index(
                name, table, [column], postgresql_where=where, postgresql_concurrently=True
            )
    op.create_table(
        "settlement",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("settled_position", sa.BigInteger(), nullable=False),
        sa.Column("settled_events", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pruned_position", sa.BigInteger(), nullable=False),
        sa.Column("consumers", postgresql.JSONB(), nullable=False),
        sa.Column("log_ins_ended_before", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("id = 1", name="single"),
        sa.CheckConstraint("pruned_position <= settled_position", name="order"),
        sa.PrimaryKeyConstraint("id", name="settlement_pkey"),
    )
    op.execute("INSERT INTO settlement VALUES (1, 0, 0, now(), 0, '{}', NULL)")
    op.create_table(
        "unapplied_events",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("consumer", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "consumer", name="unapplied_events_pkey"),
    )
    op.execute("ALTER TABLE idempotency_records SET (autovacuum_vacuum_scale_factor = 0.025)")


def downgrade() -> None:
    """Drop them again; what was removed until then stays removed, and `verify` misses it."""
    op.execute("ALTER TABLE idempotency_records RESET (autovacuum_vacuum_scale_factor)")
    op.drop_table("unapplied_events")
    op.drop_table("settlement")
    for name, table, _, _ in _INDEXES:
        op.drop_index(name, table_name=table)
