"""What a policy of a use case says."""

from dataclasses import dataclass
from enum import StrEnum

from business_hexagon.domain.identity.scope import Scope


class Audience(StrEnum):
    """Who may use an operation at all.

    `public`: anybody; what proves the right is in the request itself, such as a password or a
    mailed token. `signed_in`: any signed-in user, whatever the scopes. `scoped`: whoever has the
    scope. `internal`: our own processes alone; no route may lead to it.
    """

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SCOPED = "scoped"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class OperationPolicy:
    """Who may do what with which things.

    Attributes:
        audience: who may use the operation at all.
        scope: what the actor needs; exactly for `scoped`.
        object_rule: which things it may be done to, in a few words; decided in the use case.
    """

    audience: Audience
    scope: Scope | None
    object_rule: str
