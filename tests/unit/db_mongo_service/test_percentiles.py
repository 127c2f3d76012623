"""Percentiles by nearest rank."""

from collections import Counter
from math import ceil

from db_mongo_service.infrastructure.percentiles import percentile
from db_mongo_service.infrastructure.repositories.saga_durations import saga_durations
from hypothesis import given
from hypothesis import strategies as st


@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 100))
def test_equals_the_value_at_the_nearest_rank_of_the_sorted_values(
    values: list[int],
    percent: int,
) -> None:
    """The histogram gives what sorting everything would give."""
    rank = ceil(percent * len(values) / 100)
    assert percentile(Counter(values), percent) == sorted(values)[rank - 1]


def test_nothing_has_no_percentile() -> None:
    """Without orders the report holds nulls and not zeros."""
    assert percentile({}, 50) is None
    report = saga_durations("all", {})
    assert (report.count, report.mean_ms, report.p99_ms) == (0, None, None)
