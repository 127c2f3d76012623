"""Index tasks by their due time, those without one last."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_BY_DUE_TIME = (
    sa.text("COALESCE(due_at, '9999-12-31 23:59:59.999999+00'::timestamptz)"),
    "created_at",
    "id",
)
_INDEXES = {
    "tasks_assignee_id_due_at_created_at_id_idx": ("assignee_id", *_BY_DUE_TIME),
    "tasks_created_by_due_at_created_at_id_idx": ("created_by", *_BY_DUE_TIME),
    "tasks_due_at_created_at_id_idx": _BY_DUE_TIME,
}


def upgrade() -> None:
    """Create the indexes while tasks are written."""
    with op.get_context().autocommit_block():
        for name, parts in _INDEXES.items():
            op.drop_index(name, "tasks", if_exists=True, postgresql_concurrently=True)
            op.create_index(name, "tasks", list(parts), postgresql_concurrently=True)


def downgrade() -> None:
    """Drop them again."""
    with op.get_context().autocommit_block():
        for name in _INDEXES:
            op.drop_index(name, "tasks", if_exists=True, postgresql_concurrently=True)
