"""Shows in OpenAPI which filters a list has; the whitelist itself is the source."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, Numeric, Uuid
from sqlalchemy.types import TypeEngine
from storage_contracts.json_value import Json, JsonObject

from db_postgres_service.infrastructure.reading.field_values import (
    BIG_INTEGER_BITS,
    INTEGER_BITS,
    MAX_TEXT,
)
from db_postgres_service.infrastructure.reading.filters import MAX_VALUES, operators_of
from db_postgres_service.infrastructure.reading.resource import Resource

_FORMATS: Final[tuple[tuple[type, str], ...]] = (
    (Uuid, "uuid"),
    (DateTime, "date-time"),
    (Date, "date"),
)


def filter_parameters(resource: Resource) -> JsonObject:
    """Return the part of a list's operation that names its filters."""
    parameters: list[Json] = [
        {
            "name": f"{name}__{operator}",
            "in": "query",
            "required": False,
            "description": f"`{name}` {operator.replace('_', ' ')} the value.",
            **_shape(column.type, operator),
        }
        for name, column in resource.filterable().items()
        for operator in operators_of(column)
    ]
    return {"parameters": parameters}


def _shape(kind: TypeEngine[object], operator: str) -> JsonObject:
    if operator == "is_null":
        return {"schema": {"type": "boolean"}}
    value = _schema(kind)
    if operator != "in":
        return {"schema": value}
    several: JsonObject = {"type": "array", "items": value, "minItems": 1, "maxItems": MAX_VALUES}
    return {"schema": several, "style": "form", "explode": False}


def _schema(kind: TypeEngine[object]) -> JsonObject:
    for ours, name in _FORMATS:
        if isinstance(kind, ours):
            return {"type": "string", "format": name}
    if isinstance(kind, Boolean):
        return {"type": "boolean"}
    if isinstance(kind, Integer):
        most = 1 << (BIG_INTEGER_BITS if isinstance(kind, BigInteger) else INTEGER_BITS)
        return {"type": "integer", "minimum": 1 - most, "maximum": most - 1}
    if isinstance(kind, Numeric):
        return {"type": "number"}
    return {"type": "string", "maxLength": MAX_TEXT}
