"""One question for each request: may it pass?"""

from prometheus_client import Counter
from redis.exceptions import RedisError
from redis_cache import RedisAway, RedisLink

from rate_limits.caller import Caller
from rate_limits.memory_windows import MemoryWindows
from rate_limits.policy import Policy
from rate_limits.policy_table import PolicyTable
from rate_limits.redis_windows import RedisLinkStorage
from rate_limits.unit_leases import UnitLeases
from rate_limits.verdict import Verdict
from rate_limits.window_limiter import WindowLimiter

__all__ = ["RateLimits"]

_REFUSALS = Counter("rate_limit_refusals_total", "Requests over their limit.", ["policy", "tier"])
_FALLBACKS = Counter(
    "rate_limit_fallbacks_total", "Requests counted in this process because Redis was away."
)


class RateLimits:
    """Charges requests to their callers' quotas.

    Redis counts for all processes together. While it is away, each process counts for itself, so
    limits loosen by the number of processes and never vanish.

    Busy callers are counted in advance (`UnitLeases`): most of their requests cost no trip.

    Args:
        link: The way to Redis; None to count in this process only.
        table: Which endpoint costs what.
        most_buckets: Most callers that this process counts by itself.
    """

    def __init__(
        self, link: RedisLink | None, table: PolicyTable, *, most_buckets: int = 10_000
    ) -> None:
        self._table = table
        self._shared = None if link is None else WindowLimiter(RedisLinkStorage(link))
        self._own = WindowLimiter(MemoryWindows(most_buckets))
        self._leases = UnitLeases(most_buckets)

    async def charge(self, method: str, template: str, caller: Caller) -> Verdict:
        """Charge one request.

        Args:
            method: Method of the request.
            template: Template of its route, never its path.
            caller: Whose quota it is taken from.
        """
        return await self._charge(self._table.of(method, template), caller)

    async def charge_policy(self, name: str, caller: Caller) -> Verdict:
        """Charge what no route tells, such as a try to enter an account.

        Args:
            name: Name of the policy.
            caller: Whose quota it is taken from.
        """
        return await self._charge(self._table.named(name), caller)

    async def _charge(self, policy: Policy, caller: Caller) -> Verdict:
        verdict = self._leases.spend(policy, caller)
        if verdict is not None:
            return verdict
        if self._shared is not None:
            try:
                verdict = await self._take(self._shared, policy, caller)
            except (RedisAway, RedisError):
                _FALLBACKS.inc()
        if verdict is None:
            verdict = await self._own.charge(policy, caller)
        if not verdict.accepted:
            _REFUSALS.labels(policy.name, caller.tier).inc()
        return verdict

    async def _take(self, shared: WindowLimiter, policy: Policy, caller: Caller) -> Verdict:
        requests = self._leases.requests_at_once(policy, caller)
        if requests > 1:
            verdict = await shared.charge(policy, caller, requests)
            if verdict.accepted:
                return self._leases.keep(policy, caller, requests - 1, verdict)
        # Near the end of a quota every request counts by itself.
        return await shared.charge(policy, caller)
