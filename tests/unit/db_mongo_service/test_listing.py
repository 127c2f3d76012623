"""Filters, orders and cursors."""

import base64
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from db_mongo_service.infrastructure.listing.filters import parse_filters
from db_mongo_service.infrastructure.listing.list_errors import ListRefused
from db_mongo_service.infrastructure.listing.listable import Listable
from db_mongo_service.infrastructure.listing.listables import (
    ANALYTICS_EVENTS,
    APPLICATION_LOGS,
    USER_BEHAVIOUR,
)
from db_mongo_service.infrastructure.listing.ordering import (
    after_cursor,
    encode_cursor,
    parse_sort,
)
from hypothesis import given
from hypothesis import strategies as st

LISTABLES = (ANALYTICS_EVENTS, APPLICATION_LOGS, USER_BEHAVIOUR)


@given(st.sampled_from(LISTABLES), st.text(max_size=600), st.text(max_size=600))
def test_any_text_is_a_filter_of_the_vocabulary_or_refused(
    listable: Listable,
    name: str,
    value: str,
) -> None:
    """No parameter, however odd, becomes an operator."""
    try:
        parse_filters(listable, [(name, value)])
    except ListRefused:
        return
    assert name.partition("__")[0] in listable.fields


@given(st.text(max_size=600))
def test_any_text_is_a_value_and_never_an_operator(text: str) -> None:
    """A value stays a string under the operator that was asked for."""
    try:
        (condition,) = parse_filters(ANALYTICS_EVENTS, [("service", text)])
    except ListRefused:
        assert len(text) > 256
        return
    assert condition == {"service": {"$eq": text}}


@given(
    st.sampled_from(LISTABLES),
    st.text(max_size=600)
    | st.binary(max_size=300).map(lambda raw: base64.urlsafe_b64encode(raw).decode()),
)
def test_garbage_is_refused_as_a_cursor(listable: Listable, text: str) -> None:
    """Only the list's own cursors are taken."""
    keys = parse_sort(listable, None)
    with pytest.raises(ListRefused) as refused:
        after_cursor(listable, keys, text)
    assert refused.value.code == "invalid_cursor"


@pytest.mark.parametrize(
    "parts",
    [
        ["-occurred_at,-event_id", "2026-01-15T10:30:00+00:00"],
        ["-occurred_at,-event_id", "2026-01-15T10:30:00+00:00", "7"],
        ["-occurred_at,-event_id", {"$gt": ""}, "1f0c7a52-55f2-6d10-b1a9-0242ac120002"],
        {"$ne": 1},
    ],
)
def test_a_forged_cursor_is_refused(parts: object) -> None:
    """Objects, wrong kinds and missing values never reach the query."""
    text = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")
    keys = parse_sort(ANALYTICS_EVENTS, None)
    with pytest.raises(ListRefused):
        after_cursor(ANALYTICS_EVENTS, keys, text)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  the strategy adds the zone
    st.uuids(),
    st.sampled_from(["occurred_at", "-occurred_at"]),
)
def test_a_cursor_comes_back_as_the_place_it_was_made_of(
    moment: datetime,
    event_id: UUID,
    sort: str,
) -> None:
    """Also with microseconds, and in both directions."""
    keys = parse_sort(ANALYTICS_EVENTS, sort)
    cursor = encode_cursor(keys, {"occurred_at": moment, "_id": event_id})
    operator = "$gt" if sort == "occurred_at" else "$lt"
    assert after_cursor(ANALYTICS_EVENTS, keys, cursor) == {
        "$and": [
            {"occurred_at": {f"{operator}e": moment}},
            {
                "$or": [
                    {"occurred_at": {operator: moment}},
                    {"occurred_at": moment, "_id": {operator: event_id}},
                ],
            },
        ],
    }


def test_the_id_is_always_the_last_key_of_an_order() -> None:
    """Without it, equal times would make pages overlap."""
    assert [key.path for key in parse_sort(ANALYTICS_EVENTS, None)] == ["occurred_at", "_id"]
    assert [key.path for key in parse_sort(ANALYTICS_EVENTS, "event_id,occurred_at")] == ["_id"]


def test_a_moment_is_asked_for_in_utc() -> None:
    """An offset is part of the moment, not of what is stored."""
    text = "2026-01-15T13:00:00+01:00"
    (condition,) = parse_filters(ANALYTICS_EVENTS, [("occurred_at__gte", text)])
    assert condition == {"occurred_at": {"$gte": datetime(2026, 1, 15, 12, tzinfo=UTC)}}


def test_refuses_more_filters_than_anybody_needs() -> None:
    """The size of a query is bounded."""
    with pytest.raises(ListRefused):
        parse_filters(ANALYTICS_EVENTS, [("service", "x")] * 21)
    with pytest.raises(ListRefused):
        parse_filters(ANALYTICS_EVENTS, [("service__in", ",".join("x" * 101))])
