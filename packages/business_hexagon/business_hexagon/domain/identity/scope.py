"""What can be allowed, one word for each kind of act."""

from enum import StrEnum


class Scope(StrEnum):
    """A permission; its value is the word that OAuth2 and the documents use."""

    PROFILE_READ = "profile:read"
    PROFILE_WRITE = "profile:write"
    ORDERS_PLACE = "orders:place"
    ORDERS_READ = "orders:read"
    ORDERS_READ_ALL = "orders:read_all"
    ORDERS_CANCEL = "orders:cancel"
    ORDERS_CANCEL_ANY = "orders:cancel_any"
    ORDERS_REFUND = "orders:refund"
    ORDERS_OVERRIDE = "orders:override"
    CATALOGUE_READ = "catalogue:read"
    CATALOGUE_READ_INACTIVE = "catalogue:read_inactive"
    CATALOGUE_WRITE = "catalogue:write"
    STOCK_READ = "stock:read"
    STOCK_WRITE = "stock:write"
    TASKS_USE = "tasks:use"
    TASKS_READ_ALL = "tasks:read_all"
    TASKS_WRITE_ALL = "tasks:write_all"
    ANALYTICS_READ = "analytics:read"
    USERS_READ = "users:read"
    USERS_WRITE = "users:write"
    SECURITY_READ = "security:read"
    CLIENTS_WRITE = "clients:write"
    PROCESSES_START = "processes:start"
    PROCESSES_READ = "processes:read"
    OPS_READ = "ops:read"
    OPS_REDRIVE = "ops:redrive"
    OPS_DISCARD = "ops:discard"
    # quintet new: scopes


EVERY_SCOPE = frozenset(Scope)
"""All of them: what administrators and our own processes may do."""
