"""Users. An e-mail address belongs to one user, whatever its letter case; some users have none."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, String, Table, Uuid, func

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import kept

users = Table(
    "users",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("email", String(254)),
    Column("name", String(255), nullable=False),
    Column("role", String(16), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("password_hash", String(512), nullable=False),
    Column("email_verified_at", MOMENT),
    Column("sessions_valid_from", MOMENT),
    Column("version", Integer, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("updated_at", MOMENT, nullable=False),
    CheckConstraint("role IN ('customer', 'support', 'staff', 'admin')", name="role"),
    CheckConstraint("version >= 1", name="version"),
    info=kept("accounts"),
)

Index("users_lower_email_key", func.lower(users.c.email), unique=True)
Index("users_created_at_id_idx", users.c.created_at, users.c.id)
Index("users_role_id_idx", users.c.role, users.c.id)
