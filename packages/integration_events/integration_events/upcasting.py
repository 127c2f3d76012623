"""Lifts data that an older version of the code wrote to the version that is read now.

An upcast is a pure function from the data of one version to that of the next. Records in the
event store keep the version in which they were written; they are lifted on reading, step by step.
"""

from collections.abc import Callable, Mapping
from typing import Final

from integration_events.errors import UnknownSchemaVersion
from integration_events.json_value import JsonObject

__all__ = ["UPCASTS", "Upcast", "Upcasts", "upcast"]

type Upcast = Callable[[JsonObject], JsonObject]
type Upcasts = Mapping[tuple[str, int], Upcast]

UPCASTS: Final[Upcasts] = {}
"""(event type, version that it lifts from) → the step to the next version. All are at 1 so far."""


def upcast(
    event_type: str,
    data: JsonObject,
    *,
    written: int,
    wanted: int,
    upcasts: Upcasts = UPCASTS,
) -> JsonObject:
    """Lift data step by step.

    Args:
        event_type: which event.
        data: its data as written; it is not changed.
        written: version of the data.
        wanted: version to reach.
        upcasts: the steps.

    Raises:
        UnknownSchemaVersion: the data is newer than wanted, or a step is missing.
    """
    if written > wanted:
        raise UnknownSchemaVersion(event_type, written, wanted)
    for version in range(written, wanted):
        step = upcasts.get((event_type, version))
        if step is None:
            raise UnknownSchemaVersion(event_type, written, wanted)
        data = step(dict(data))
    return data
