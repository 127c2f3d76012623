"""Limits per caller and endpoint: one round trip to Redis, bounded memory without it.

The counting is that of the library `limits` (its sliding window counter and its Lua scripts);
what is ours is the way to Redis, which is shared with all other Redis work of the process.
"""

from rate_limits.caller import Caller, Tier
from rate_limits.policy import Policy
from rate_limits.policy_table import PolicyTable
from rate_limits.rate_limits import RateLimits
from rate_limits.verdict import Verdict

__all__ = ["Caller", "Policy", "PolicyTable", "RateLimits", "Tier", "Verdict"]
