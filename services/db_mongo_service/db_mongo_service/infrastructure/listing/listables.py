"""The lists of this service. Every filter and order here is served by an index."""

from collections.abc import Callable
from typing import Final

from db_mongo_service.infrastructure.bson_types import Bson
from db_mongo_service.infrastructure.collections import (
    analytics_events,
    application_logs,
    user_behaviour,
)
from db_mongo_service.infrastructure.listing.listable import (
    EQUALITY,
    OPTIONAL_EQUALITY,
    RANGE,
    Listable,
    ListableField,
    Operator,
    parse_moment,
    parse_text,
    parse_uuid,
)


def _fields(
    *named: tuple[str, Callable[[str], Bson], frozenset[Operator]],
) -> dict[str, ListableField]:
    return {name: ListableField(name, parse, operators) for name, parse, operators in named}


ANALYTICS_EVENTS: Final = Listable(
    collection=analytics_events.NAME,
    id_field="event_id",
    fields={
        "event_id": ListableField("_id", parse_uuid, EQUALITY),
        **_fields(
            ("event_type", parse_text, EQUALITY),
            ("occurred_at", parse_moment, RANGE),
            ("service", parse_text, EQUALITY),
            ("request_id", parse_text, OPTIONAL_EQUALITY),
            ("user_key", parse_text, OPTIONAL_EQUALITY),
            ("order_id", parse_uuid, OPTIONAL_EQUALITY),
        ),
    },
    sortable=frozenset({"occurred_at"}),
    default_sort="-occurred_at",
)

APPLICATION_LOGS: Final = Listable(
    collection=application_logs.NAME,
    id_field="log_id",
    fields={
        "log_id": ListableField("_id", parse_uuid, EQUALITY),
        **_fields(
            ("occurred_at", parse_moment, RANGE),
            ("level", parse_text, EQUALITY),
            ("service", parse_text, EQUALITY),
            ("logger", parse_text, EQUALITY),
            # Read along the index of time: the words of a message have none of their own.
            ("event", parse_text, frozenset({"eq", "contains"})),
            ("request_id", parse_text, OPTIONAL_EQUALITY),
            ("trace_id", parse_text, OPTIONAL_EQUALITY),
        ),
    },
    sortable=frozenset({"occurred_at"}),
    default_sort="-occurred_at",
)

USER_BEHAVIOUR: Final = Listable(
    collection=user_behaviour.NAME,
    id_field="user_key",
    fields={
        "user_key": ListableField("_id", parse_text, EQUALITY),
        **_fields(
            ("last_seen_at", parse_moment, RANGE),
            ("first_seen_at", parse_moment, RANGE),
        ),
    },
    sortable=frozenset({"last_seen_at"}),
    default_sort="-last_seen_at",
)
