"""Between wire records and BSON documents."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from pydantic import BaseModel

from db_mongo_service.infrastructure.bson_types import Bson, Document


def to_document(record: BaseModel, *, id_field: str, recorded_at: datetime) -> Document:
    """Return the document of a record: `_id` for its id, and no field for nothing.

    Absent instead of null keeps documents small and partial indexes partial.
    """
    document = strip_empty(record.model_dump())
    document["_id"] = document.pop(id_field)
    document["recorded_at"] = recorded_at
    return document


def strip_empty(values: Mapping[str, Bson]) -> Document:
    """Return the mapping without fields that are None, empty text or an empty list."""
    return {
        name: _strip_value(value)
        for name, value in values.items()
        if value is not None and value not in ("", [])
    }


def _strip_value(value: Bson) -> Bson:
    if isinstance(value, list):
        return [strip_empty(item) if isinstance(item, Mapping) else item for item in value]
    return value


def from_document(document: Mapping[str, Bson], *, id_field: str) -> Document:
    """Return a document's fields under the names that they have on the wire."""
    fields = dict(document)
    fields[id_field] = fields.pop("_id")
    return fields


def midnight(day: date) -> datetime:
    """Return a day as BSON can hold it: its first moment in UTC."""
    return datetime.combine(day, time(), tzinfo=UTC)


def first_of_each[Record](records: Iterable[Record], ids: Iterable[object]) -> list[Record]:
    """Return the records without those whose id came earlier in the same call."""
    first: dict[object, Record] = {}
    for record, record_id in zip(records, ids, strict=True):
        first.setdefault(record_id, record)
    return list(first.values())
