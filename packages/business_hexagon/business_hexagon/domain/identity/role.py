"""What a user is to the shop: a name for a set of scopes."""

from enum import StrEnum

from business_hexagon.domain.identity.role_scopes import SCOPES_BY_ROLE
from business_hexagon.domain.identity.scope import Scope


class Role(StrEnum):
    """Role of a user; each may do what the one before may, and more."""

    CUSTOMER = "customer"
    SUPPORT = "support"
    STAFF = "staff"
    ADMIN = "admin"

    @property
    def scopes(self) -> frozenset[Scope]:
        """What this role may do."""
        return SCOPES_BY_ROLE[self.value]
