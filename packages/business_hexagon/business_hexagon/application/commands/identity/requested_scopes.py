"""What a program asks for, measured by what it may have."""

from business_hexagon.domain.identity.errors import InvalidScope
from business_hexagon.domain.identity.scope import Scope


def requested_scopes(names: frozenset[str], most: frozenset[Scope]) -> frozenset[Scope]:
    """What is asked for, as far as it may be given; all that may be given when nothing is named.

    Raises:
        InvalidScope: a name is unknown, or nothing is left.
    """
    try:
        wanted = frozenset(map(Scope, names)) if names else most
    except ValueError as error:
        raise InvalidScope from error
    given = wanted & most
    if not given:
        raise InvalidScope
    return given
