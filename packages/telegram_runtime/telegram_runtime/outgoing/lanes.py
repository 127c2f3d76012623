"""Two lanes of outgoing calls: whoever waits for an answer goes first."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Lane(StrEnum):
    """`reply` answers somebody who waits; `notification` tells what nobody asked for just now."""

    REPLY = "reply"
    NOTIFICATION = "notification"


_lane: ContextVar[Lane] = ContextVar("outgoing_lane", default=Lane.REPLY)


def current_lane() -> Lane:
    """The lane of the running code."""
    return _lane.get()


@contextmanager
def as_notification() -> Iterator[None]:
    """Lets all calls of the block wait for replies."""
    token = _lane.set(Lane.NOTIFICATION)
    try:
        yield
    finally:
        _lane.reset(token)
