"""The services that were added to the first three.

What the first three may call is said where each route is declared. A service that joins them brings
its grants in a file of its own, beside this one's folder `grants`: nothing is granted that is not
written there, and a grant for a route that does not exist stops the start of the data service.
"""

from typing import Final

from service_access.further_caller import FurtherCaller

__all__ = ["FURTHER_CALLERS", "further_callers_of"]

FURTHER_CALLERS: Final[tuple[FurtherCaller, ...]] = (
    # quintet new: further_callers
)


def further_callers_of(data_service: str) -> dict[str, frozenset[str]]:
    """Return who may call besides those that a route names itself.

    Args:
        data_service: Whose routes.

    Returns:
        Names of services by method and path, such as `GET /products/{key}`.
    """
    routes = {
        route for each in FURTHER_CALLERS for route in each.routes.get(data_service, frozenset())
    }
    return {
        route: frozenset(
            each.name
            for each in FURTHER_CALLERS
            if route in each.routes.get(data_service, frozenset())
        )
        for route in routes
    }
