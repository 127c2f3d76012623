"""How a route says which operations of the application it serves."""

from collections.abc import Mapping
from typing import Final

from business_hexagon.application.access.operations import OPERATIONS, Audience

OPERATIONS_EXTENSION: Final = "x-operations"
"""Where OpenAPI shows the operations of a route; specification extensions must begin with `x-`."""

GUESTS_EXTENSION: Final = "x-guests"
"""False where guests are refused although they have the scope."""


def serves(
    *operations: str, extra: Mapping[str, object] | None = None, guests: bool = True
) -> dict[str, object]:
    """The `openapi_extra` of a route: which operations it serves, and what else to show.

    Everything about access follows from it: what the gate asks of a caller, and the security
    requirement in OpenAPI.

    Args:
        operations: Names of use cases, as the table of policies calls them; at least one.
        extra: Merged into it.
        guests: Whether guests may come in, as far as their scopes allow it; False for what
            shows only one's own things, of which a guest has none.

    Raises:
        TypeError: A name has no policy or one that lets no route lead to it, or there is none.
    """
    closed = [name for name in operations if not _is_open(name)]
    if closed or not operations:
        raise TypeError(f"no route may serve {closed or 'nothing'}")
    refusal = {} if guests else {GUESTS_EXTENSION: False}
    return {**(extra or {}), **refusal, OPERATIONS_EXTENSION: list(operations)}


def _is_open(name: str) -> bool:
    policy = OPERATIONS.get(name)
    return policy is not None and policy.audience is not Audience.INTERNAL
