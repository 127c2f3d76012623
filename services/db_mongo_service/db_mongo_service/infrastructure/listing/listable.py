"""What may be asked of a list: a closed vocabulary, so that no operator can be smuggled in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

from db_mongo_service.infrastructure.bson_types import Bson

type Operator = Literal["eq", "ne", "lt", "lte", "gt", "gte", "in", "contains", "is_null"]

EQUALITY: Final[frozenset[Operator]] = frozenset({"eq", "in"})
OPTIONAL_EQUALITY: Final[frozenset[Operator]] = frozenset({"eq", "in", "is_null"})
RANGE: Final[frozenset[Operator]] = frozenset({"eq", "lt", "lte", "gt", "gte"})
LONGEST_TEXT: Final = 256


@dataclass(frozen=True, slots=True)
class ListableField:
    """A field that may be filtered.

    Attributes:
        path: Where the value is in the document.
        parse: Turns the parameter's text into a value; raises ValueError.
        operators: The operators that may be used.
    """

    path: str
    parse: Callable[[str], Bson]
    operators: frozenset[Operator]


@dataclass(frozen=True, slots=True)
class Listable:
    """A collection that can be listed.

    Attributes:
        collection: Its name.
        id_field: Name on the wire of the document's `_id`, the last sort key of every list.
        fields: What may be filtered, by name on the wire.
        sortable: What may be sorted by; each is never absent and has an index, beside the id.
        default_sort: The order when none is asked for.
    """

    collection: str
    id_field: str
    fields: Mapping[str, ListableField]
    sortable: frozenset[str]
    default_sort: str


def parse_text(text: str) -> str:
    """Return the text.

    Raises:
        ValueError: It is longer than any value of such a field.
    """
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"must have at most {LONGEST_TEXT} characters")
    return text


def parse_uuid(text: str) -> UUID:
    """Return the UUID.

    Raises:
        ValueError: The text is not one.
    """
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("must be a UUID") from None


def parse_moment(text: str) -> datetime:
    """Return the moment in UTC.

    Raises:
        ValueError: The text is not RFC 3339 with an offset.
    """
    message = "must be a date and time with an offset, such as 2026-01-15T10:30:00Z"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(message) from None
    if moment.tzinfo is None:
        raise ValueError(message)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(message) from None
