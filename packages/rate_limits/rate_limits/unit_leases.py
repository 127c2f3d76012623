"""Units taken in advance, so that a busy caller does not cost a trip to Redis for each request."""

import time
from collections import OrderedDict
from collections.abc import Callable

from rate_limits.caller import Caller
from rate_limits.policy import Policy
from rate_limits.verdict import Verdict

__all__ = ["UnitLeases"]

_SHARE = 100
_MOST_REQUESTS = 100
_SECONDS = 10.0
"""Units that nobody used in this time are lost. In a second, half of the units of somebody who
makes seven requests a second would be; in ten, one lease in each pause."""


class UnitLeases:
    """What this process has taken from buckets and not used yet.

    A hundredth of a quota is taken at once and used within ten seconds. So nobody
    gets a hundredth more than the quota from a process, where units of one window are used in the
    next, nor loses more than that by spreading requests over many processes.

    Args:
        most: Most callers whose units are kept; the oldest are forgotten.
        clock: Seconds since whenever, never going back.
    """

    def __init__(self, most: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._leases: OrderedDict[tuple[str, str], tuple[float, int, Verdict]] = OrderedDict()

    def requests_at_once(self, policy: Policy, caller: Caller) -> int:
        """How many requests are worth taking units for; 1 where a quota is small."""
        amount = policy.items[caller.tier].amount
        return max(1, min(_MOST_REQUESTS, amount // (_SHARE * policy.cost)))

    def spend(self, policy: Policy, caller: Caller) -> Verdict | None:
        """Use units for one request; None when there are none."""
        key = (policy.name, caller.key)
        lease = self._leases.get(key)
        if lease is None:
            return None
        until, requests, verdict = lease
        if requests < 1 or self._clock() >= until:
            del self._leases[key]
            return None
        requests -= 1
        self._leases[key] = (until, requests, verdict)
        return _with_more(verdict, requests * policy.cost)

    def keep(self, policy: Policy, caller: Caller, requests: int, verdict: Verdict) -> Verdict:
        """Keep the units of further requests; returns what to tell of the first."""
        self._leases[policy.name, caller.key] = (self._clock() + _SECONDS, requests, verdict)
        if len(self._leases) > self._most:
            self._leases.popitem(last=False)
        return _with_more(verdict, requests * policy.cost)


def _with_more(verdict: Verdict, units: int) -> Verdict:
    return Verdict(
        verdict.accepted,
        verdict.policy,
        verdict.amount,
        verdict.remaining + units,
        verdict.reset_seconds,
        verdict.retry_after_seconds,
    )
