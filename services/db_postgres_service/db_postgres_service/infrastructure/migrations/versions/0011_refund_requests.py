"""Create the table of refund requests."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table with its constraints and indexes."""
    op.create_table(
        "refund_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refund_id", sa.Uuid(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decline_reason", sa.String(length=255), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("status IN ('open', 'approved', 'declined')", name="status"),
        sa.CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decided"),
        sa.CheckConstraint("(status = 'approved') = (refund_id IS NOT NULL)", name="approved"),
        sa.CheckConstraint("(status = 'declined') = (decline_reason IS NOT NULL)", name="declined"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="refund_requests_pkey"),
    )
    op.create_index(
        "refund_requests_open_order_id_key",
        "refund_requests",
        ["order_id"],
        unique=True,
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index("refund_requests_order_id_id_idx", "refund_requests", ["order_id", "id"])
    op.create_index("refund_requests_created_at_id_idx", "refund_requests", ["created_at", "id"])
    op.create_index(
        "refund_requests_user_id_created_at_id_idx",
        "refund_requests",
        ["user_id", "created_at", "id"],
    )
    op.create_index(
        "refund_requests_status_created_at_id_idx",
        "refund_requests",
        ["status", "created_at", "id"],
    )


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("refund_requests")
