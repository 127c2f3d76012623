"""What a user may do, in three steps."""

from enum import StrEnum


class Role(StrEnum):
    """Role of a user; each includes what the one before may do."""

    CUSTOMER = "customer"
    STAFF = "staff"
    ADMIN = "admin"
