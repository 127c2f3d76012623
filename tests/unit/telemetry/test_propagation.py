"""W3C trace context by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telemetry.propagation import (
    child_traceparent,
    is_sampled,
    is_valid_request_id,
    is_valid_traceparent,
    new_request_id,
    new_traceparent,
    trace_id_of,
)

VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.mark.parametrize(
    "header",
    [
        "",
        VALID[:-1],
        VALID + "-x",
        VALID.upper(),
        "ff" + VALID[2:],
        "00-" + "0" * 32 + VALID[35:],
        VALID[:36] + "0" * 16 + "-01",
        VALID.replace("-", "_"),
        VALID[:-1] + "\n",
    ],
)
def test_refuses_malformed_traceparents(header: str) -> None:
    """Whatever the specification calls invalid is not passed on."""
    assert not is_valid_traceparent(header)


@given(st.floats(0, 1))
def test_new_traces_are_valid_at_any_ratio(ratio: float) -> None:
    """Property: what we generate, we accept."""
    assert is_valid_traceparent(new_traceparent(ratio))


def test_ratio_decides_sampling() -> None:
    """None at 0, all at 1, about half at a half."""
    assert not any(is_sampled(new_traceparent(0.0)) for _ in range(200))
    assert all(is_sampled(new_traceparent(1.0)) for _ in range(200))
    assert 300 < sum(is_sampled(new_traceparent(0.5)) for _ in range(1000)) < 700


def test_child_stays_in_the_trace_with_the_same_decision() -> None:
    """Only the span id differs."""
    child = child_traceparent(VALID)
    assert is_valid_traceparent(child)
    assert child != VALID
    assert trace_id_of(child) == trace_id_of(VALID) == VALID[3:35]
    assert is_sampled(child)
    assert not is_sampled(child_traceparent(VALID[:-1] + "0"))
    assert not is_sampled(None)
    assert trace_id_of(None) is None


@pytest.mark.parametrize("value", ["", "a b", "a\n", "ü", "x" * 129, "\x1b[31m"])
def test_refuses_request_ids_that_are_not_visible_ascii(value: str) -> None:
    """A foreign id goes into logs and headers, so it must be harmless."""
    assert not is_valid_request_id(value)


def test_accepts_request_ids_of_usual_shapes() -> None:
    """Hex, uuids and the like, up to 128 characters."""
    assert all(map(is_valid_request_id, [new_request_id(), "a-b_c.d:e/f", "x" * 128]))
