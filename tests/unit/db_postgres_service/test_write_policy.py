"""What each service may write: everything that it does write, and nothing of another's."""

from datetime import UTC, datetime

import pytest
from db_postgres_service.interface.http.write_policy import check_placed_order, check_write
from db_postgres_service.interface.http.write_rules import WRITE_RULES
from integration_events.catalogue import CATALOGUE
from integration_events.event_definition import Delivery
from problem_details import ProblemError
from storage_contracts.atomic_write import AtomicWrite, PlaceOrderWrite
from storage_contracts.rows.order_row import OrderWrite
from storage_contracts.rows.user_row import UserCredentials, UserWrite
from storage_contracts.state_changes import stream_kind_of
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


@pytest.mark.parametrize("service", WRITE_RULES)
def test_rows_and_events_of_a_service_are_of_the_same_streams(service: str) -> None:
    """A row is written with an event of its own: a right to one without the other is none."""
    rules = WRITE_RULES[service]
    streams = {stream_kind_of(event_type) for event_type in rules.events}
    assert rules.sends_notifications == ("notification" in streams)
    assert rules.records_acts == ("security_act" in streams)
    assert streams - {"notification", "security_act"} == rules.resources


def test_the_worker_completes_no_order_by_an_event_of_the_shop() -> None:
    """A row comes with an event of its stream, and of that only the service's own are taken."""
    order = build.order_row(uuid6(), [uuid6()])
    row = OrderWrite(expected_version=1, row=build.order_header(order, 2, "completed"))
    for event_type, allowed in (("order.completed", True), ("order.refund_requested", False)):
        told = build.event(f"order/{order.id}", 2, event_type)
        write = AtomicWrite(context=build.CONTEXT, rows=[row], events=[told])
        if allowed:
            check_write("worker_service", as_written_by("worker_service", write))
        else:
            refused = refusal("worker_service", as_written_by("worker_service", write))
            assert event_type in refused


def test_nobody_writes_in_the_name_of_another() -> None:
    """The name that is stored with an event is that of the token."""
    write = build.create_product(uuid6())
    check_write("api_service", write)  # the control
    assert "another service" in refusal("worker_service", write)
    assert "product.created" in refusal("worker_service", as_written_by("worker_service", write))


def test_somebody_unknown_writes_nothing() -> None:
    """No refund, no stock, no user."""
    write = as_written_by("somebody", build.create_product(uuid6()))
    assert "anything" in refusal("somebody", write)
    order = build.place_order(build.order_row(uuid6(), [uuid6()]))
    assert "order.created" in refusal("somebody", order)


def test_the_bot_shops_and_keeps_no_shop() -> None:
    """Orders are placed in chats; products, stock, payments and sessions are not its business."""
    order = build.place_order(build.order_row(uuid6(), [uuid6()]))
    check_placed_order("bot_service", as_placed_by("bot_service", order))
    product = as_written_by("bot_service", build.create_product(uuid6()))
    assert "product.created" in refusal("bot_service", product)
    reserve = as_written_by("bot_service", build.stock_write(build.reserve(uuid6(), {uuid6(): 1})))
    assert "stock: reserve" in refusal("bot_service", reserve)
    rules = WRITE_RULES["bot_service"]
    assert not rules.resources & {"payment", "product", "session", "one_time_token", "oauth_client"}
    assert not rules.events & {"user.updated", "user.password_changed", "session.opened"}


def test_the_bot_opens_accounts_of_new_customers_in_chats_alone() -> None:
    """Whoever speaks for it can neither take an account over nor make himself an administrator."""
    opened = chat_account()
    check_write("bot_service", opened)  # the control
    row = opened.rows[0].row
    for forged in (
        {"role": "admin"},
        {"email": "ada@example.com"},
        {"password_hash": "hash"},
        {"email_verified_at": row.created_at},
    ):
        assert "new customer" in refusal("bot_service", chat_account(**forged))
    assert "new customer" in refusal("bot_service", chat_account(expected_version=1))


def chat_account(*, expected_version: int = 0, **fields: object) -> AtomicWrite:
    """A write of the bot's that opens an account in a chat, or something like it."""
    now = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
    row = {
        "id": uuid6(),
        "name": "Ada",
        "role": "customer",
        "is_active": True,
        "password_hash": "",
        "version": expected_version + 1,
        "created_at": now,
        "updated_at": now,
    }
    write = UserWrite(
        expected_version=expected_version, row=UserCredentials.model_validate(row | fields)
    )
    events = [build.event(f"user/{write.row.id}", expected_version + 1, "user.created")]
    return as_written_by(
        "bot_service", AtomicWrite(context=build.CONTEXT, rows=[write], events=events)
    )


def as_placed_by(service: str, write: PlaceOrderWrite) -> PlaceOrderWrite:
    """The same order in the name of another."""
    context = write.context.model_copy(update={"service": service})
    return write.model_copy(update={"context": context})


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
