"""Every state change comes with its events; whatever does not is no write."""

from types import UnionType
from typing import TYPE_CHECKING, get_args
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from integration_events.catalogue import CATALOGUE
from pydantic import TypeAdapter, ValidationError
from storage_contracts.atomic_write import AtomicWrite, PlaceOrderWrite, RowWrite
from storage_contracts.rows.notification_row import NotificationRow
from storage_contracts.rows.order_row import OrderWrite, RefundLineValue, RefundRow
from storage_contracts.rows.saga_row import SagaWrite
from storage_contracts.rows.task_row import TaskWrite
from storage_contracts.state_changes import (
    STREAMS_OF_EVENTS,
    UNTOLD,
    StreamChange,
    check_events,
    stream_kind_of,
)
from storage_contracts.stored_event import NewEvent
from storage_contracts.wire_model import LAST_VERSION, WireModel
from uuid6 import uuid6

from tests.fixtures import identity_writes as identity
from tests.fixtures import storage_writes as build

if TYPE_CHECKING:
    from collections.abc import Callable

ORDER = build.order_row(UUID("1f0c7a52-0000-6d10-b1a9-0242ac120003"), [uuid6()])
STREAM = f"order/{ORDER.id}"
CONFIRMED = build.event(STREAM, 2, "order.confirmed")
CHANGED = OrderWrite(expected_version=1, row=build.order_header(ORDER, 2, "confirmed"))


def write(*rows: RowWrite, events: tuple[NewEvent, ...] = ()) -> AtomicWrite:
    """A write of rows with these events."""
    return AtomicWrite(context=build.CONTEXT, rows=list(rows), events=list(events))


def kinds_of_rows() -> list[type[WireModel]]:
    """Every member of the union, so that a generated one is among them."""
    union = get_args(RowWrite.__value__)[0]
    assert isinstance(union, UnionType)
    return list(get_args(union))


@pytest.mark.parametrize("kind", kinds_of_rows(), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("version", [1, 2])
def test_no_kind_of_row_changes_silently(kind: type[WireModel], version: int) -> None:
    """Without exception: a new kind of row needs its event from its first day on."""
    resource = kind.model_fields["resource"].default
    row_kind = kind.model_fields["row"].annotation
    assert row_kind is not None
    assert issubclass(row_kind, WireModel)
    key: dict[str, object] = {"id": uuid6(), "version": version}
    row = row_kind.model_construct(None, **key)
    fields: dict[str, object] = {"resource": resource, "expected_version": version - 1, "row": row}
    bare = kind.model_construct(None, **fields)
    rows = TypeAdapter(list[RowWrite]).validate_python([bare])
    with pytest.raises(ValidationError, match=f"rows: {resource}/.* without its event"):
        write(*rows)
    write(*rows, events=tuple(build.events_of(*rows)))  # the control


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ((), "moves to version 2 without its event"),
        ((build.event(STREAM, 1, "order.confirmed"),), "moves to version 2 without its event"),
        ((build.event(STREAM, 3, "order.confirmed"),), "moves to version 2 without its event"),
        ((CONFIRMED, CONFIRMED), "has two events"),
        ((CONFIRMED, build.event(STREAM, 3, "order.completed")), f"nothing moves {STREAM} to"),
        ((build.event(f"order/{uuid6()}", 2, "order.confirmed"),), f"rows: {STREAM} moves to"),
        ((build.event(STREAM, 2, "workflow.advanced"),), "workflow.advanced is no event of order/"),
        ((build.event(f"saga/{ORDER.id}", 2, "order.confirmed"),), "is no event of saga/"),
        (
            (CONFIRMED, build.event(f"saga/{ORDER.id}", 2, "workflow.advanced")),
            "nothing moves saga/",
        ),
        ((CONFIRMED, build.event(f"stock/{uuid6()}", 2, "stock.moved")), "nothing moves stock/"),
    ],
    ids=[
        "none",
        "an earlier version",
        "a later version",
        "the same twice",
        "one too many",
        "another order's",
        "of another kind",
        "in another stream",
        "and one of nothing",
        "and one of stock",
    ],
)
def test_an_order_changes_with_its_own_event_alone(events: tuple[NewEvent, ...], told: str) -> None:
    """Every other set of events is refused, and the problem names what is wrong."""
    with pytest.raises(ValidationError, match=told):
        write(CHANGED, events=events)
    write(CHANGED, events=(CONFIRMED,))  # the control


def test_events_alone_are_nothing() -> None:
    """What did not happen is not told."""
    with pytest.raises(ValidationError, match=f"nothing moves {STREAM} to version 2"):
        write(events=(CONFIRMED,))


def test_a_version_is_never_kept_or_taken_back() -> None:
    """A row that is written again at its version would change without a trace."""
    for version in (1, 2):
        row = build.task_row(uuid6(), version=version)
        with pytest.raises(ValidationError, match="stays at version 2 or goes back"):
            write(TaskWrite(expected_version=2, row=row))


def test_a_long_way_is_refused_as_fast_as_a_short_one() -> None:
    """Nobody makes us count to the last version that there is."""
    row = build.task_row(uuid6(), version=LAST_VERSION)
    with pytest.raises(ValidationError, match="to version 1 without"):
        write(TaskWrite(expected_version=0, row=row))


def test_rows_move_through_several_versions_with_an_event_for_each() -> None:
    """In whatever order they are named."""
    order = OrderWrite(expected_version=1, row=build.order_header(ORDER, 3, "completed"))
    saga = SagaWrite(expected_version=1, row=build.saga_row(ORDER.id, "completed", 2))
    completed = build.event(STREAM, 3, "order.completed")
    done = build.event(f"saga/{ORDER.id}", 2, "workflow.completed")
    write(order, saga, events=(completed, done, CONFIRMED))
    with pytest.raises(ValidationError, match="moves to version 2 without"):
        write(order, saga, events=(completed, done))


def test_an_order_is_placed_with_the_first_event_of_itself_and_of_its_saga() -> None:
    """The hot path is no way around."""
    placed = build.place_order(ORDER)
    for number, stream in enumerate((STREAM, f"saga/{ORDER.id}")):
        events = [each for place, each in enumerate(placed.events) if place != number]
        with pytest.raises(ValidationError, match=f"{stream} moves to version 1"):
            PlaceOrderWrite.model_validate({**vars(placed), "events": events})
    stray = build.event(f"payment/{uuid6()}", 1, "payment.processed")
    with pytest.raises(ValidationError, match="nothing moves payment/"):
        PlaceOrderWrite.model_validate({**vars(placed), "events": [*placed.events, stray]})


def test_an_order_brings_refunds_of_its_own_only() -> None:
    """A refund of another order would be that order's change, without its event."""
    refund = RefundRow(
        id=uuid6(),
        order_id=ORDER.id,
        status="requested",
        reason="broken",
        lines=[RefundLineValue(line_no=1, quantity=1, amount=ORDER.total)],
        amount=ORDER.total,
        charge_amount=ORDER.total,
        requested_at=build.MOMENT,
    )
    OrderWrite(expected_version=1, row=CHANGED.row, refunds=[refund])  # the control
    other = refund.model_copy(update={"order_id": uuid6()})
    with pytest.raises(ValidationError, match="one is of another order"):
        OrderWrite(expected_version=1, row=CHANGED.row, refunds=[refund, other])


def test_an_act_is_recorded_with_its_event() -> None:
    """The audit and the stream never differ."""
    recorded = identity.acts_write(identity.act(), identity.act())
    with pytest.raises(ValidationError, match="rows: security_act/"):
        AtomicWrite.model_validate({**vars(recorded), "events": recorded.events[:1]})


@pytest.mark.parametrize("status", ["sent", "skipped", "failed"])
def test_only_a_notification_that_was_sent_is_told(status: str) -> None:
    """The one thing that is written without an event, beside stock and records of keys."""
    row = NotificationRow.model_validate(
        {
            "id": uuid6(),
            "channel": "mail",
            "template": "order_completed",
            "recipient_key": "hash",
            "status": status,
            "created_at": build.MOMENT,
        }
    )
    sent = build.event(f"notification/{row.id}", 1, "notification.sent")
    for events in ([], [sent]):
        fields = {"context": build.CONTEXT, "notifications": [row], "events": events}
        if bool(events) is (status not in UNTOLD):
            AtomicWrite.model_validate(fields)
        else:
            with pytest.raises(ValidationError, match="notification/"):
                AtomicWrite.model_validate(fields)


def test_the_catalogue_says_the_same_of_every_stream() -> None:
    """An event that is not named after its stream is in our table, and no other."""
    stored = {name: one.aggregate for name, one in CATALOGUE.items() if one.aggregate is not None}
    assert {name: stream_kind_of(name) for name in stored} == stored
    assert STREAMS_OF_EVENTS.keys() <= stored.keys()
    assert not [name for name, kind in STREAMS_OF_EVENTS.items() if name.startswith(f"{kind}.")]


_CHANGES = st.dictionaries(
    st.uuids(), st.tuples(st.integers(0, 5), st.integers(1, 4)), min_size=1, max_size=4
)


type Spoil = Callable[[list[NewEvent], int], list[NewEvent]]


def _dropped(events: list[NewEvent], at: int) -> list[NewEvent]:
    return events[:at] + events[at + 1 :]


def _doubled(events: list[NewEvent], at: int) -> list[NewEvent]:
    return [*events, events[at]]


def _shifted(events: list[NewEvent], at: int) -> list[NewEvent]:
    moved = events[at].model_copy(update={"version": events[at].version + 7})
    return [*_dropped(events, at), moved]


def _elsewhere(events: list[NewEvent], at: int) -> list[NewEvent]:
    return [*_dropped(events, at), events[at].model_copy(update={"stream": f"task/{uuid6()}"})]


_SPOILS: tuple[Spoil, ...] = (_dropped, _doubled, _shifted, _elsewhere)


@given(changes=_CHANGES, data=st.data())
def test_the_events_of_the_changes_fit_in_any_order_and_no_others_do(
    changes: dict[UUID, tuple[int, int]], data: st.DataObject
) -> None:
    """One event that is lost, doubled, moved or shifted: and the write is none."""
    moves = [
        StreamChange(f"task/{each}", before, before + steps)
        for each, (before, steps) in changes.items()
    ]
    events = [
        build.event(move.stream, version, "task.updated")
        for move in moves
        for version in range(move.before + 1, move.after + 1)
    ]
    check_events(moves, data.draw(st.permutations(events)))
    spoil = data.draw(st.sampled_from(_SPOILS))
    with pytest.raises(ValueError, match=r"^(events|rows): "):
        check_events(moves, spoil(events, data.draw(st.integers(0, len(events) - 1))))
