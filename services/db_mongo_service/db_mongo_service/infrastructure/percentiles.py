"""Percentiles of a histogram, by nearest rank."""

from collections.abc import Mapping


def percentile(histogram: Mapping[int, int], percent: int) -> int | None:
    """Return the smallest value that at least `percent` of all values do not exceed.

    This is the nearest rank definition: rank = ceil(percent / 100 * count), in whole numbers, so
    that no rounding of floats can move it.

    Args:
        histogram: Value to number of its occurrences.
        percent: 1 to 100.

    Returns:
        The value, or None for an empty histogram.
    """
    rank = -(-percent * sum(histogram.values()) // 100)
    reached = 0
    for value in sorted(histogram):
        reached += histogram[value]
        if reached >= rank:
            return value
    return None
