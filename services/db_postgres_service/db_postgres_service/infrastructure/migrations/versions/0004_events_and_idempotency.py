"""Create the event store, the outbox and the idempotency records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables with their constraints and indexes."""
    op.execute(sa.schema.CreateSequence(sa.Sequence("outbox_token_seq")))
    op.create_table(
        "event_store",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("event_type", sa.String(length=64), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("publish", sa.Boolean(), nullable=False),
        sa.Column("service", sa.String(length=64), nullable=False),
        sa.Column("request_id", sa.String(length=128), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("traceparent", sa.String(length=64), nullable=True),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("position", name="event_store_pkey"),
        sa.UniqueConstraint("event_id", name="event_store_event_id_key"),
        sa.UniqueConstraint("stream", "version", name="event_store_stream_version_key"),
    )
    op.create_index(
        "event_store_event_type_position_idx", "event_store", ["event_type", "position"]
    )
    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.BigInteger(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("position", name="outbox_pkey"),
    )
    op.create_index(
        "outbox_unpublished_position_idx",
        "outbox",
        ["position"],
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_index(
        "outbox_unpublished_stream_position_idx",
        "outbox",
        ["stream", "position"],
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "idempotency_records",
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("scope", "key", name="idempotency_records_pkey"),
    )


def downgrade() -> None:
    """Drop them again."""
    op.execute(sa.schema.DropSequence(sa.Sequence("outbox_token_seq")))
    op.drop_table("idempotency_records")
    op.drop_table("outbox")
    op.drop_table("event_store")
