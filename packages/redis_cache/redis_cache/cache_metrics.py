"""What the caches count."""

from dataclasses import dataclass
from typing import Self

from prometheus_client import Counter

__all__ = ["CacheMetrics"]

_LOOKUPS = Counter(
    "cache_lookups_total",
    "Look-ups by the layer that answered; a miss was answered by the source.",
    ["cache", "outcome"],
)
_ERRORS = Counter(
    "cache_errors_total",
    "Times that Redis did not answer, or that a stored value could not be read.",
    ["cache"],
)


@dataclass(frozen=True, slots=True)
class CacheMetrics:
    """Counters of one cache, with their labels bound."""

    local_hits: Counter
    redis_hits: Counter
    misses: Counter
    errors: Counter

    @classmethod
    def of(cls, cache: str) -> Self:
        """Return the counters of the named cache."""
        return cls(
            local_hits=_LOOKUPS.labels(cache, "local_hit"),
            redis_hits=_LOOKUPS.labels(cache, "redis_hit"),
            misses=_LOOKUPS.labels(cache, "miss"),
            errors=_ERRORS.labels(cache),
        )
