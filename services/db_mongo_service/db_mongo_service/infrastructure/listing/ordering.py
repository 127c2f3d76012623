"""From the `sort` and `cursor` parameters to an order and a place in it."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from db_mongo_service.infrastructure.bson_types import Bson, Document
from db_mongo_service.infrastructure.listing.list_errors import ListRefused
from db_mongo_service.infrastructure.listing.listable import Listable

_LONGEST_CURSOR: Final = 512


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order: name on the wire, place in the document, 1 or -1."""

    name: str
    path: str
    direction: int


def parse_sort(listable: Listable, text: str | None) -> tuple[SortKey, ...]:
    """Return the keys of an order such as `-occurred_at`, the id being always the last key.

    Raises:
        ListRefused: A key is not sortable or is named twice.
    """
    keys: list[SortKey] = []
    for part in (listable.default_sort if text is None else text).split(","):
        name = part.removeprefix("-")
        direction = -1 if part.startswith("-") else 1
        if name == listable.id_field:
            keys.append(SortKey(name, "_id", direction))
            break  # ids are unique: nothing after them matters
        if name not in listable.sortable or any(name == key.name for key in keys):
            allowed = ", ".join(sorted({*listable.sortable, listable.id_field}))
            raise ListRefused("sort", "not_allowed", f"may name, once each: {allowed}")
        keys.append(SortKey(name, listable.fields[name].path, direction))
    if len({key.direction for key in keys}) > 1:
        # An index serves an order and its reverse, and nothing between.
        raise ListRefused("sort", "not_allowed", "all keys must run in the same direction")
    if keys[-1].path != "_id":
        keys.append(SortKey(listable.id_field, "_id", keys[-1].direction))
    return tuple(keys)


def encode_cursor(keys: Sequence[SortKey], last: Mapping[str, Bson]) -> str:
    """Return the text that stands for the place after the document `last`."""
    values = [_as_text(last[key.path]) for key in keys]
    raw = json.dumps([_order_name(keys), *values], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode("ascii").rstrip("=")


def after_cursor(listable: Listable, keys: Sequence[SortKey], cursor: str) -> Document:
    """Return the condition that a document comes after the cursor's place.

    Raises:
        ListRefused: The cursor is not one that this list gave for this order.
    """
    values = _decode(listable, keys, cursor)
    alternatives: list[Document] = []
    for position, key in enumerate(keys):
        equal: Document = {
            before.path: value
            for before, value in zip(keys[:position], values[:position], strict=True)
        }
        operator = "$gt" if key.direction > 0 else "$lt"
        alternatives.append({**equal, key.path: {operator: values[position]}})
    # The bound on the first key follows from the alternatives; it lets the index start there.
    bound = "$gte" if keys[0].direction > 0 else "$lte"
    return {"$and": [{keys[0].path: {bound: values[0]}}, {"$or": alternatives}]}


def _decode(listable: Listable, keys: Sequence[SortKey], cursor: str) -> list[Bson]:
    refused = ListRefused("cursor", "invalid_cursor", "is not a cursor of this list and order")
    if len(cursor) > _LONGEST_CURSOR:
        raise refused
    try:
        raw: object = json.loads(
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True),
        )
    except (ValueError, binascii.Error, RecursionError):
        raise refused from None
    if not isinstance(raw, list) or len(raw) != len(keys) + 1 or raw[0] != _order_name(keys):
        raise refused
    try:
        return [
            listable.fields[key.name].parse(str(text))
            for key, text in zip(keys, raw[1:], strict=True)
        ]
    except ValueError:
        raise refused from None


def _order_name(keys: Sequence[SortKey]) -> str:
    return ",".join(f"{'-' if key.direction < 0 else ''}{key.name}" for key in keys)


def _as_text(value: Bson) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
