"""Create the tables of tasks and notifications."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables with their constraints and indexes."""
    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("description", sa.String(length=4000), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.String(length=16), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by", sa.Uuid(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("priority IN ('low', 'normal', 'high')", name="priority"),
        sa.CheckConstraint("status IN ('open', 'completed')", name="status"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="tasks_pkey"),
    )
    op.create_index(
        "tasks_assignee_id_created_at_id_idx", "tasks", ["assignee_id", "created_at", "id"]
    )
    op.create_index("tasks_created_at_id_idx", "tasks", ["created_at", "id"])
    op.create_index(
        "tasks_created_by_created_at_id_idx", "tasks", ["created_by", "created_at", "id"]
    )
    op.create_index(
        "tasks_reminder_due_at_idx",
        "tasks",
        ["due_at"],
        postgresql_where=sa.text(
            "status = 'open' AND (reminded_at IS NULL OR reminded_at < due_at)"
        ),
    )
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("recipient_key", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("task_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("channel IN ('mail', 'telegram')", name="channel"),
        sa.CheckConstraint("status IN ('sent', 'skipped', 'failed')", name="status"),
        sa.PrimaryKeyConstraint("id", name="notifications_pkey"),
    )
    op.create_index("notifications_created_at_id_idx", "notifications", ["created_at", "id"])
    op.create_index("notifications_order_id_id_idx", "notifications", ["order_id", "id"])
    op.create_index("notifications_task_id_id_idx", "notifications", ["task_id", "id"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_table("notifications")
    op.drop_table("tasks")
