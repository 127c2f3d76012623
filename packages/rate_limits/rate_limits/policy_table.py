"""Which endpoint belongs to which class."""

from collections.abc import Iterable, Mapping

from rate_limits.policy import Policy

__all__ = ["PolicyTable"]


class PolicyTable:
    """Policies by method and route template; never by path, of which an attacker has many.

    Args:
        default: The policy of all endpoints that are not named.
        by_route: The policies of others, by method and template.
        others: Policies that no route has, charged by their names.
        scale: Multiplies all quotas, for load tests.
    """

    def __init__(
        self,
        default: Policy,
        by_route: Mapping[tuple[str, str], Policy],
        others: Iterable[Policy] = (),
        scale: float = 1.0,
    ) -> None:
        scaled = {
            policy.name: policy if scale == 1.0 else policy.scaled(scale)
            for policy in (default, *by_route.values(), *others)
        }
        self._default = scaled[default.name]
        self._by_route = {route: scaled[policy.name] for route, policy in by_route.items()}
        self._by_name = scaled

    def of(self, method: str, template: str) -> Policy:
        """The policy of an endpoint.

        Args:
            method: Method of the request, in capitals.
            template: The route's template, such as `/orders/{order_id}`.
        """
        return self._by_route.get((method, template), self._default)

    def named(self, name: str) -> Policy:
        """The policy of that name.

        Raises:
            KeyError: There is none.
        """
        return self._by_name[name]

    @property
    def routes(self) -> frozenset[tuple[str, str]]:
        """The endpoints that are named, for a test that all of them exist."""
        return frozenset(self._by_route)
