"""Which scopes a role is made of: the one table that says what a role may do."""

from collections.abc import Mapping
from typing import Final

from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope

GUEST_SCOPES: Final = frozenset({Scope.ORDERS_PLACE, Scope.ORDERS_READ, Scope.CATALOGUE_READ})
"""What anybody may do: buy, look at the order whose id he knows, look around."""

CUSTOMER_SCOPES: Final = GUEST_SCOPES | {
    Scope.PROFILE_READ,
    Scope.PROFILE_WRITE,
    Scope.ORDERS_CANCEL,
    Scope.TASKS_USE,
    # quintet new: customer_scopes
}

SUPPORT_SCOPES: Final = CUSTOMER_SCOPES | {
    Scope.ORDERS_READ_ALL,
    Scope.ORDERS_CANCEL_ANY,
    Scope.CATALOGUE_READ_INACTIVE,
    Scope.STOCK_READ,
    Scope.TASKS_READ_ALL,
    Scope.USERS_READ,
    # quintet new: support_scopes
}

STAFF_SCOPES: Final = SUPPORT_SCOPES | {
    Scope.ORDERS_REFUND,
    Scope.ORDERS_OVERRIDE,
    Scope.CATALOGUE_WRITE,
    Scope.STOCK_WRITE,
    Scope.TASKS_WRITE_ALL,
    Scope.ANALYTICS_READ,
    Scope.SECURITY_READ,
    Scope.PROCESSES_START,
    Scope.PROCESSES_READ,
    Scope.OPS_READ,
}

CHAT_SCOPES: Final = CUSTOMER_SCOPES | {
    Scope.ORDERS_READ_ALL,
    Scope.ORDERS_REFUND,
    Scope.CATALOGUE_WRITE,
    Scope.TASKS_READ_ALL,
    Scope.TASKS_WRITE_ALL,
    Scope.ANALYTICS_READ,
    Scope.OPS_READ,
    Scope.OPS_REDRIVE,
}
"""Most that may be done in a chat, whatever the role: whoever holds the phone holds the chat, and
it never asks for a password (ADR 0024)."""

SCOPES_BY_ROLE: Final[Mapping[str, frozenset[Scope]]] = {
    "customer": CUSTOMER_SCOPES,
    "support": SUPPORT_SCOPES,
    "staff": STAFF_SCOPES,
    "admin": EVERY_SCOPE,
}
