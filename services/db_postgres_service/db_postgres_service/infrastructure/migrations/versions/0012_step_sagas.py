"""Create the table of sagas made of steps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Create the table with its constraints and indexes."""
    op.create_table(
        "step_sagas",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("saga", sa.String(length=64), nullable=False),
        sa.Column("subject", postgresql.JSONB(), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=True),
        sa.Column("done", postgresql.JSONB(), nullable=False),
        sa.Column("undone", postgresql.JSONB(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _moment("deadline_at", nullable=True),
        _moment("lease_until", nullable=True),
        sa.Column("refused_step", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.String(length=255), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.CheckConstraint(
            "status IN ('running', 'compensating', 'completed', 'compensated')", name="status"
        ),
        sa.CheckConstraint(
            "(status IN ('completed', 'compensated')) = (step IS NULL)"
            " AND (step IS NULL) = (deadline_at IS NULL)",
            name="turn",
        ),
        sa.CheckConstraint(
            "(status IN ('compensating', 'compensated')) = (refused_step IS NOT NULL)"
            " AND (refused_step IS NULL) = (reason IS NULL)",
            name="refused",
        ),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="step_sagas_pkey"),
    )
    op.create_index(
        "step_sagas_unfinished_deadline_at_idx",
        "step_sagas",
        ["deadline_at"],
        postgresql_where=sa.text("step IS NOT NULL"),
    )
    op.create_index(
        "step_sagas_saga_status_created_at_id_idx",
        "step_sagas",
        ["saga", "status", "created_at", "id"],
    )
    op.create_index(
        "step_sagas_status_created_at_id_idx", "step_sagas", ["status", "created_at", "id"]
    )
    op.create_index("step_sagas_created_at_id_idx", "step_sagas", ["created_at", "id"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("step_sagas")
