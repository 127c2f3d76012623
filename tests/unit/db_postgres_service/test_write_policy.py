"""What each service may write: everything that it does write, and nothing of another's."""

import pytest
from db_postgres_service.interface.http.write_policy import (
    WRITE_RULES,
    check_placed_order,
    check_write,
)
from integration_events.catalogue import CATALOGUE
from integration_events.event_definition import Delivery
from problem_details import ProblemError
from storage_contracts.atomic_write import AtomicWrite, PlaceOrderWrite
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

STORED = [each for each in CATALOGUE.values() if each.delivery is not Delivery.FIRE_AND_FORGET]
BY_DATA_SERVICE = {"stock.opened", "stock.moved", "stock.adjusted"}
"""Written by the data service itself, as part of a stock operation."""


def as_written_by(service: str, write: AtomicWrite) -> AtomicWrite:
    """The same write in the name of another."""
    context = write.context.model_copy(update={"service": service})
    return write.model_copy(update={"context": context})


def _check(caller: str, write: AtomicWrite | PlaceOrderWrite) -> None:
    if isinstance(write, AtomicWrite):
        check_write(caller, write)
    else:
        check_placed_order(caller, write)


def refusal(caller: str, write: AtomicWrite | PlaceOrderWrite) -> str:
    """Insist that a write is refused and return what the answer says."""
    with pytest.raises(ProblemError) as error:
        _check(caller, write)
    assert (error.value.status, error.value.code) == (403, "operation_not_allowed")
    return error.value.detail


@pytest.mark.parametrize("event_type", sorted(each.event_type for each in STORED))
def test_every_event_has_a_writer_that_the_catalogue_knows(event_type: str) -> None:
    """A new event without a writer would be refused at run time; found out here instead."""
    writers = {name for name, rules in WRITE_RULES.items() if event_type in rules.events}
    if event_type in BY_DATA_SERVICE:
        assert writers == set()
    else:
        assert writers & set(CATALOGUE[event_type].origins)


def test_no_rule_names_an_event_that_is_not_there() -> None:
    """A slip of the pen opens no door."""
    named = set().union(*(rules.events for rules in WRITE_RULES.values()))
    assert named - {each.event_type for each in STORED} == set()


def test_nobody_writes_in_the_name_of_another() -> None:
    """The name that is stored with an event is that of the token."""
    write = build.create_product(uuid6())
    check_write("api_service", write)  # the control
    assert "another service" in refusal("worker_service", write)
    assert "product.created" in refusal("worker_service", as_written_by("worker_service", write))


@pytest.mark.parametrize("service", ["bot_service", "somebody"])
def test_the_bot_writes_nothing(service: str) -> None:
    """No refund, no stock, no user; nor does anybody unknown."""
    write = as_written_by(service, build.create_product(uuid6()))
    assert "anything" in refusal(service, write)
    order = build.place_order(build.order_row(uuid6(), [uuid6()]))
    assert "order.created" in refusal(service, order)


def test_the_command_line_writes_nothing_but_the_audit() -> None:
    """It rotates keys; it sells nothing."""
    write = as_written_by("quintet_cli", build.create_product(uuid6()))
    assert "product.created" in refusal("quintet_cli", write)


def test_stock_moves_in_the_worker_and_is_counted_in_the_api() -> None:
    """Reserving is a step of the saga, adjusting is an act of the staff."""
    reserve = build.stock_write(build.reserve(uuid6(), {uuid6(): 1}))
    check_write("worker_service", as_written_by("worker_service", reserve))
    assert "stock: reserve" in refusal("api_service", as_written_by("api_service", reserve))


def test_the_api_cannot_mark_a_message_as_handled() -> None:
    """A record in the worker's inbox would make it skip an event."""
    write = build.create_product(uuid6())
    for scope, allowed in (("worker_order_saga", False), ("bot_notifications", False), ("x", True)):
        claimed = write.model_copy(update={"idempotency": build.claim("1", scope=scope)})
        if allowed:
            check_write("api_service", claimed)
        else:
            assert "inbox" in refusal("api_service", claimed)


def test_an_order_is_placed_with_its_own_events_only() -> None:
    """Placing does not complete, pay or refund."""
    write = build.place_order(build.order_row(uuid6(), [uuid6()]))
    check_placed_order("api_service", write)  # the control
    paid = write.events[0].model_copy(update={"event_type": "payment.processed"})
    forged = write.model_copy(update={"events": [*write.events, paid]})
    assert "payment.processed" in refusal("api_service", forged)
