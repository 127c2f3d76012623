"""Create chats; let accounts that were opened in one have no e-mail address."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Create the table with its constraints and index; widen users."""
    op.alter_column("users", "email", existing_type=sa.String(length=254), nullable=True)
    # Those that a downgrade has made up.
    op.execute("UPDATE users SET email = NULL WHERE email = id::text || '@chat.invalid'")
    op.create_table(
        "chats",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        _moment("linked_at", nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("is_muted", sa.Boolean(), nullable=False),
        sa.Column("is_blocked", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.CheckConstraint("(user_id IS NULL) = (linked_at IS NULL)", name="linked_at"),
        sa.CheckConstraint("language IN ('en', 'de')", name="language"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="chats_pkey"),
        sa.UniqueConstraint("chat_id", name="chats_chat_id_key"),
        sa.UniqueConstraint(
            "user_id", name="chats_user_id_key", deferrable=True, initially="IMMEDIATE"
        ),
    )
    op.create_index("chats_created_at_id_idx", "chats", ["created_at", "id"])


def downgrade() -> None:
    """Drop them again.

    Whoever has no address gets one that no mail ever reaches (RFC 2606).
    """
    op.drop_table("chats")
    op.execute("UPDATE users SET email = id::text || '@chat.invalid' WHERE email IS NULL")
    op.alter_column("users", "email", existing_type=sa.String(length=254), nullable=False)
