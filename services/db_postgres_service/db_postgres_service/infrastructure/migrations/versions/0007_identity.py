"""Create sessions, one-time tokens and OAuth clients; let users be verified and logged out."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Create the tables with their constraints and indexes; widen users."""
    op.add_column("users", _moment("email_verified_at", nullable=True))
    op.add_column("users", _moment("sessions_valid_from", nullable=True))
    op.drop_constraint(op.f("users_role_check"), "users")
    op.create_check_constraint(
        op.f("users_role_check"), "users", "role IN ('customer', 'support', 'staff', 'admin')"
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("scope", postgresql.JSONB(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=True),
        _moment("rotated_at", nullable=True),
        sa.Column("grace_spent", sa.Boolean(), nullable=False),
        _moment("opened_at"),
        _moment("last_used_at"),
        _moment("expires_at"),
        _moment("revoked_at", nullable=True),
        sa.Column("revoked_reason", sa.String(length=64), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("user_agent", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="sessions_user_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="sessions_pkey"),
    )
    op.create_index("sessions_created_at_id_idx", "sessions", ["created_at", "id"])
    op.create_index(
        "sessions_user_id_created_at_id_idx", "sessions", ["user_id", "created_at", "id"]
    )
    op.create_table(
        "one_time_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.CheckConstraint(
            "purpose IN ('email_verification', 'password_reset', 'authorization_code')",
            name="purpose",
        ),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="one_time_tokens_user_id_fkey"),
        sa.PrimaryKeyConstraint("id", name="one_time_tokens_pkey"),
    )
    op.create_index("one_time_tokens_created_at_id_idx", "one_time_tokens", ["created_at", "id"])
    op.create_index(
        "one_time_tokens_user_id_created_at_id_idx",
        "one_time_tokens",
        ["user_id", "created_at", "id"],
    )
    op.create_table(
        "oauth_clients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("previous_secret_hash", sa.String(length=64), nullable=True),
        sa.Column("redirect_uris", postgresql.JSONB(), nullable=False),
        sa.Column("scopes", postgresql.JSONB(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _moment("created_at"),
        _moment("updated_at"),
        sa.CheckConstraint("secret_hash IS NOT NULL OR NOT is_confidential", name="secret_hash"),
        sa.CheckConstraint("version >= 1", name="version"),
        sa.PrimaryKeyConstraint("id", name="oauth_clients_pkey"),
        sa.UniqueConstraint("client_id", name="oauth_clients_client_id_key"),
    )
    op.create_index("oauth_clients_created_at_id_idx", "oauth_clients", ["created_at", "id"])


def downgrade() -> None:
    """Drop them again.

    Whoever was support becomes a customer: the role of least power that the old schema knows.
    """
    op.drop_table("oauth_clients")
    op.drop_table("one_time_tokens")
    op.drop_table("sessions")
    op.execute("UPDATE users SET role = 'customer' WHERE role = 'support'")
    op.drop_constraint(op.f("users_role_check"), "users")
    op.create_check_constraint(
        op.f("users_role_check"), "users", "role IN ('customer', 'staff', 'admin')"
    )
    op.drop_column("users", "sessions_valid_from")
    op.drop_column("users", "email_verified_at")
