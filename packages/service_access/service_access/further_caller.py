"""A service that was added to the platform, with everything that it may ask data services for."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["FurtherCaller"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherCaller:
    """The grants of one service, all in one place, so that they go when the service goes.

    Example::

        FurtherCaller(
            name="partner_api_service",
            routes={"db_postgres_service": frozenset({"GET /products"})},
        )

    Attributes:
        name: The service.
        routes: By data service, the routes that it may call besides `/ready` and `/metrics`: the
            method, a blank and the path with the names of its parameters in braces.
    """

    name: str
    routes: Mapping[str, frozenset[str]]
