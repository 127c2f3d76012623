"""Reading fields of an event's JSON data.

The data was validated against its schema before, so a field of the wrong shape is a mistake of
ours; it is named, so that the dead letter tells which one.
"""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from business_hexagon.application.ports.published_event import Json, JsonObject
from business_hexagon.domain.errors import InvalidValue


def text_of(data: JsonObject, field: str) -> str | None:
    """A text, or nothing.

    Raises:
        InvalidValue: it is no text.
    """
    value = data.get(field)
    if value is None or isinstance(value, str):
        return value
    raise InvalidValue(field, "must be a text")


def uuid_of(data: JsonObject, field: str) -> UUID | None:
    """An id, or nothing.

    Raises:
        InvalidValue: it is no id.
    """
    text = text_of(data, field)
    try:
        return None if text is None else UUID(text)
    except ValueError as error:
        raise InvalidValue(field, "must be an id") from error


def amount_of(data: JsonObject, field: str) -> Decimal | None:
    """An exact amount, or nothing.

    Raises:
        InvalidValue: it is no decimal string.
    """
    text = text_of(data, field)
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation as error:
        raise InvalidValue(field, "must be a decimal string") from error


def utc_date_of(data: JsonObject, field: str) -> date | None:
    """The day of a moment, UTC, or nothing.

    Raises:
        InvalidValue: it is no moment with a time zone.
    """
    text = text_of(data, field)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(field, "must be a moment") from error
    if moment.tzinfo is None:
        raise InvalidValue(field, "must have a time zone")
    return moment.astimezone(UTC).date()


def whole_number_of(data: JsonObject, field: str) -> int:
    """A whole number that must be there.

    Raises:
        InvalidValue: it is missing or no whole number.
    """
    value = data.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise InvalidValue(field, "must be a whole number")


def object_of(data: JsonObject, field: str) -> JsonObject:
    """An object; an empty one when it is missing.

    Raises:
        InvalidValue: it is no object.
    """
    return _as_object(data.get(field, {}), field)


def objects_of(data: JsonObject, field: str) -> list[JsonObject]:
    """A list of objects; an empty one when it is missing.

    Raises:
        InvalidValue: it is no list of objects.
    """
    items = data.get(field, [])
    if not isinstance(items, list):
        raise InvalidValue(field, "must be a list")
    return [_as_object(item, field) for item in items]


def _as_object(value: Json, field: str) -> JsonObject:
    if isinstance(value, dict):
        return value
    raise InvalidValue(field, "must be an object")
