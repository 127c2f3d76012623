"""What became of one request, for the program and for the headers."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from rate_limits.policy import Policy

__all__ = ["Verdict", "Window"]


@dataclass(frozen=True, slots=True)
class Window:
    """Where a bucket stands.

    Attributes:
        previous_count: Units taken in the window before this one.
        previous_seconds: For how long some of them still count.
        current_count: Units taken in this window.
        current_seconds: Until this window ends; the whole window when nothing was taken yet.
    """

    previous_count: int
    previous_seconds: float
    current_count: int
    current_seconds: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a request may pass, and what its answer tells of the quota.

    The headers follow the IETF's draft "RateLimit header fields for HTTP", as structured fields.

    Attributes:
        accepted: True when the request may pass.
        policy: The policy that was asked.
        amount: Units of the window for this caller.
        remaining: Units that are left.
        reset_seconds: Seconds until the window ends, at least 1.
        retry_after_seconds: When refused: seconds after which a request will pass, at least 1.
    """

    accepted: bool
    policy: Policy
    amount: int
    remaining: int
    reset_seconds: int
    retry_after_seconds: int

    @classmethod
    def of(cls, policy: Policy, amount: int, window: Window, *, accepted: bool) -> "Verdict":
        """Work out the figures.

        Args:
            policy: The policy that was asked.
            amount: Units of the window for this caller.
            window: Where the bucket stands after the request.
            accepted: Whether the request may pass.
        """
        carried = window.previous_count * window.previous_seconds / policy.seconds
        remaining = max(0, amount - floor(carried) - window.current_count)
        wait = 0 if accepted else _wait(policy, amount, window)
        return cls(accepted, policy, amount, remaining, max(1, ceil(window.current_seconds)), wait)

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """`RateLimit-Policy` and `RateLimit`, and `Retry-After` for a refusal."""
        name = self.policy.name
        left = f'"{name}";r={self.remaining};t={self.reset_seconds}'
        quota = _quota(name, self.amount, self.policy.seconds)
        headers = [(b"ratelimit-policy", quota), (b"ratelimit", left.encode())]
        if not self.accepted:
            headers.append((b"retry-after", b"%d" % self.retry_after_seconds))
        return headers


@lru_cache(maxsize=256)
def _quota(name: str, amount: int, seconds: int) -> bytes:
    return f'"{name}";q={amount};w={seconds}'.encode()


def _wait(policy: Policy, amount: int, window: Window) -> int:
    """Seconds until one more request fits: until enough of the older window has faded."""
    older, faded, wait = window.previous_count, window.previous_seconds, 0.0
    room = amount - window.current_count - policy.cost
    if room < 0:  # not before this window itself has become the older one
        older, faded, wait = window.current_count, float(policy.seconds), window.current_seconds
        room = amount - policy.cost
    if older:
        # The older window's share is rounded down, hence the 1; it must be less, hence the next.
        wait += max(0.0, faded - (room + 1) * policy.seconds / older)
    return floor(wait) + 1
