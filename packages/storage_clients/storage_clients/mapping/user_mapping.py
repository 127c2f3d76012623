"""Users."""

from datetime import datetime

from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import NO_PASSWORD, User
from business_hexagon.domain.values.email import Email
from storage_contracts.rows.user_row import UserCredentials, UserRow, UserWrite

__all__ = ["user_from_row", "user_write"]


def user_from_row(row: UserRow) -> User:
    """Rebuild a user; from a row without credentials one whom no password fits."""
    return User.restore(
        user_id=row.id,
        email=None if row.email is None else Email(row.email),
        name=row.name,
        role=Role(row.role),
        is_active=row.is_active,
        password_hash=row.password_hash if isinstance(row, UserCredentials) else NO_PASSWORD,
        email_verified_at=row.email_verified_at,
        sessions_valid_from=row.sessions_valid_from,
        version=row.version,
        created_at=row.created_at,
    )


def user_write(user: User, now: datetime) -> UserWrite:
    """The row that a user's pending events lead to."""
    return UserWrite(
        expected_version=user.loaded_version,
        row=UserCredentials(
            id=user.id,
            email=None if user.email is None else user.email.value,
            name=user.name,
            role=user.role.value,
            is_active=user.is_active,
            password_hash=user.password_hash,
            email_verified_at=user.email_verified_at,
            sessions_valid_from=user.sessions_valid_from,
            version=user.version,
            created_at=user.created_at or now,
            updated_at=now,
        ),
    )
