"""Every state change comes with its events: what a write changes is tied to what it tells.

A row belongs to the stream `<resource>/<id>`. It moves to a later version with exactly one event of
that stream for each version on the way, and every event of a write belongs to a stream that this
write moves. So no row changes silently, and no event tells what did not happen.

Told by no event of the write, each for a reason; whatever is not in this list needs its event:

stock           The data service keeps its rows and tells them itself, in the streams of stock.
notifications   One that was skipped or refused (`UNTOLD`) reached nobody: a note for operators.
idempotency     The record is about the write, not about the business; so are guards.

Beside the atomic call there are leases (overdue sagas, due tasks) and the marks of the outbox: who
works on a row now, and what was published. They are no state of the business and have no version.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from storage_contracts.stored_event import NewEvent

__all__ = ["STREAMS_OF_EVENTS", "UNTOLD", "StreamChange", "check_events", "stream_kind_of"]

UNTOLD: Final = frozenset({"skipped", "failed"})
"""What may have become of a notification that no event tells of."""

STREAMS_OF_EVENTS: Final[Mapping[str, str]] = {
    # A token that works once is known by what it is for.
    "authorization_code.issued": "one_time_token",
    "email_verification.requested": "one_time_token",
    "password_reset.requested": "one_time_token",
    # Somebody registered the address of a user that there is: it happened to that user.
    "registration.repeated": "user",
    # Sagas tell of the work, in the words of those who wait for it.
    "saga_step.requested": "step_saga",
    "stock.rejected": "saga",
    "stock.released": "saga",
    "stock.reserved": "saga",
    "workflow.advanced": "saga",
    "workflow.compensated": "saga",
    "workflow.completed": "saga",
    "workflow.started": "saga",
    # The act is the event.
    "security.act_recorded": "security_act",
}
"""The kind of stream that stores an event; every other event is named after its stream."""


class StreamChange(NamedTuple):
    """A stream that a write moves.

    Attributes:
        stream: Its name.
        before: The version that it must have now; 0 when it begins.
        after: The version that it has then.
    """

    stream: str
    before: int
    after: int


def stream_kind_of(event_type: str) -> str:
    """Return the kind of the streams that store such an event."""
    return STREAMS_OF_EVENTS.get(event_type) or event_type.partition(".")[0]


def check_events(changes: Iterable[StreamChange], events: Sequence[NewEvent]) -> None:
    """Insist that each change is told by its events, and each event by a change.

    Raises:
        ValueError: An event stands in a stream of another kind or comes twice, a change lacks an
            event, or an event tells of nothing that is changed; it names the stream.
    """
    told: set[tuple[str, int]] = set()
    for event in events:
        if not event.stream.startswith(f"{stream_kind_of(event.event_type)}/"):
            raise ValueError(f"events: {event.event_type} is no event of {event.stream}")
        told.add((event.stream, event.version))
    if len(told) != len(events):
        raise ValueError("events: one version of a stream has two events")
    for stream, before, after in changes:
        if after <= before:
            raise ValueError(f"rows: {stream} stays at version {before} or goes back")
        for version in range(before + 1, after + 1):
            # The first that is missing ends it: a way is as long as somebody writes it.
            if (stream, version) not in told:
                raise ValueError(f"rows: {stream} moves to version {version} without its event")
            told.remove((stream, version))
    if told:
        stream, version = min(told)
        raise ValueError(f"events: nothing moves {stream} to version {version}")
