"""What one class of endpoints costs, and how much of it each tier has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from limits import RateLimitItem, RateLimitItemPerSecond

from rate_limits.caller import Tier

__all__ = ["Policy"]

_NAMESPACE = "quintet:limit"


@dataclass(frozen=True, slots=True)
class Policy:
    """One class of endpoints; each caller has one bucket in each class.

    Attributes:
        name: Names the class in keys, headers and metrics: snake_case.
        items: Quota of each tier.
        cost: How much of the quota one request takes.
        seconds: Length of the window.
    """

    name: str
    items: Mapping[Tier, RateLimitItem]
    cost: int
    seconds: int

    @classmethod
    def of(cls, name: str, quotas: Mapping[Tier, int], *, cost: int = 1, seconds: int = 60) -> Self:
        """Make a policy.

        Args:
            name: Names the class of endpoints.
            quotas: Units for each window, of each tier.
            cost: Units that one request takes.
            seconds: Length of the window.

        Raises:
            ValueError: A tier has no quota, or one that is smaller than the cost of a request.
        """
        for tier in Tier:
            if quotas.get(tier, 0) < cost:
                raise ValueError(f"{name}: {tier} could never make one request")
        items = {
            tier: RateLimitItemPerSecond(amount, seconds, f"{_NAMESPACE}:{name}")
            for tier, amount in quotas.items()
        }
        return cls(name, items, cost, seconds)

    def scaled(self, factor: float) -> Self:
        """The same policy with all quotas multiplied, for load tests.

        Args:
            factor: At least what leaves one request to everybody.
        """
        quotas = {tier: int(item.amount * factor) for tier, item in self.items.items()}
        return self.of(self.name, quotas, cost=self.cost, seconds=self.seconds)
