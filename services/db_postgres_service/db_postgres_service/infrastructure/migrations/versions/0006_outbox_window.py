"""Drop the index that claims of the outbox no longer need, and keep the table tidy."""

from alembic import op
from sqlalchemy import text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INDEX = "outbox_unpublished_stream_position_idx"


def upgrade() -> None:
    """Drop the index, which takes a moment, and have the outbox vacuumed by its use.

    Every row of the outbox dies twice (claimed, published). By default PostgreSQL would wait
    until a fifth of the whole table is dead, which is more with every day of its life.
    """
    op.drop_index(_INDEX, table_name="outbox")
    op.execute(
        "ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, "
        "autovacuum_vacuum_threshold = 10000, autovacuum_analyze_scale_factor = 0, "
        "autovacuum_analyze_threshold = 10000, fillfactor = 80)"
    )


def downgrade() -> None:
    """Create the index again and take the settings back."""
    op.execute(
        "ALTER TABLE outbox RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, "
        "autovacuum_analyze_scale_factor, autovacuum_analyze_threshold, fillfactor)"
    )
    op.create_index(
        _INDEX,
        "outbox",
        ["stream", "position"],
        postgresql_where=text("published_at IS NULL"),
    )
