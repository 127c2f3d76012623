"""Between wire records and BSON documents."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time

from pydantic import BaseModel

from db_mongo_service.infrastructure.bson_types import Bson, Document


def to_document(record: BaseModel, *, id_field: str, recorded_at: datetime) -> Document:
    """Return the document of a record: `_id` for its id, and no field for nothing."""
    document = fields_of(record)
    document["_id"] = document.pop(id_field)
    document["recorded_at"] = recorded_at
    return document


def fields_of(record: BaseModel) -> Document:
    """Return the fields of a record that say something.

    The defaults of wire records are None, empty texts and empty lists. Absent instead of empty
    keeps documents small and partial indexes partial.
    """
    return record.model_dump(exclude_defaults=True)


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
