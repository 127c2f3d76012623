"""An order's steps in words, and their times."""

import pytest
from quintet_cli.demo.demo_session import times
from quintet_cli.demo.wording import PROCESSES_BY_EVENT, what_happened
from storage_clients.mapping.event_types import EVENTS_BY_STREAM


def test_fills_the_fields_of_the_event_in() -> None:
    """Amount, currency and reference are the event's own."""
    told = what_happened(
        "payment.processed",
        {"amount": "6.7800", "currency": "GBP", "gateway_reference": "charge_1"},
    )
    assert told == "the gateway has charged 6.7800 GBP (charge_1)"


def test_bears_a_missing_field() -> None:
    """An event of an older release must not break the story."""
    assert what_happened("order.cancelled", {}) == "the order is cancelled: ?"


@pytest.mark.parametrize(
    "event_type",
    [
        event.event_type
        for kind in ("order", "saga", "payment")
        for event in EVENTS_BY_STREAM[kind]
        if not event.event_type.startswith(("order.refund", "order.cancellation"))
    ],
)
def test_has_words_and_processes_for_every_event_of_a_new_order(event_type: str) -> None:
    """Whatever an order can go through before it ends."""
    assert what_happened(event_type, {}) != event_type
    assert "db_postgres_service" in PROCESSES_BY_EVENT[event_type]


def test_an_unknown_event_is_told_by_its_type() -> None:
    """Better than nothing."""
    assert what_happened("order.teleported", {}) == "order.teleported"


def test_ranks_times() -> None:
    """The 95th of a hundred ordered times, and the only one of one."""
    found = times([float(number) for number in range(1, 101)])
    assert (found.p95, found.longest) == (95.0, 100.0)
    assert times([7.0]).p50 == 7.0
