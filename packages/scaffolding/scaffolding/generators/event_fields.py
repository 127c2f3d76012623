"""The fields of a further event: what it says besides whom it happened to."""

from collections.abc import Sequence
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.fields import Field, field_variables, parse_fields
from scaffolding.generators.entity_places import EntityPlaces
from scaffolding.request import Json, JsonObject

__all__ = ["checked_fields", "field_parts"]

_VALUES: Final = "business_hexagon.domain.values"
_CHECKS: Final = {
    "checked_text": f"from {_VALUES}.text import checked_text",
    "checked_whole_number": f"from {_VALUES}.whole_number import checked_whole_number",
    "checked_exact_number": f"from {_VALUES}.exact_number import checked_exact_number",
    "checked_moment": f"from {_VALUES}.moment import checked_moment",
}
_TYPES: Final = {
    "decimal": "from decimal import Decimal",
    "moment": "from datetime import datetime",
    "date": "from datetime import date",
    "identifier": "from uuid import UUID",
}
_TAKEN: Final = ("now",)


def checked_fields(places: EntityPlaces, typed: Sequence[str]) -> list[Field]:
    """Read the fields of an event; it may have none.

    Raises:
        CannotGenerate: One is malformed, every event of the entity has it, it is a choice, or the
            entity has an attribute of its name and of another type.
    """
    if not typed:
        return []
    fields = parse_fields(typed, forbidden=(places.entity, *places.shared, *_TAKEN))
    for field in fields:
        if field.choices:
            raise CannotGenerate(
                f"{field.name}: an event has no choices; take text, or another event for each"
            )
        attribute = places.attributes.get(field.name)
        if attribute not in (None, _annotation(places, field)):
            raise CannotGenerate(
                f"{places.aggregate_class}.{field.name} is {attribute}: a field of this name sets"
                " it, so give it the same type or another name"
            )
    return fields


def _annotation(places: EntityPlaces, field: Field) -> str:
    domain_type = field_variables(field, places.entity)["domain_type"]
    return f"{domain_type} | None" if field.optional else str(domain_type)


def field_parts(places: EntityPlaces, fields: Sequence[Field]) -> JsonObject:
    """Return what templates say of the fields, and what must be imported for them."""
    shown = [_shown(places, field) for field in fields]
    types = {_TYPES[field.type] for field in fields if field.type in _TYPES}
    checks = {
        line for each in shown for name, line in _CHECKS.items() if f"{name}(" in str(each["told"])
    }
    data = {f"from integration_events.field_types import {each['event_type']}" for each in shown}
    return {
        "shared": [_shared(places, name) for name in places.shared],
        "fields": [*shown],
        "type_imports": _sorted(types),
        "method_imports": _sorted(types | checks),
        "data_imports": _sorted(data),
        "is_checked": bool(checks),
    }


def _sorted(lines: set[str]) -> list[Json]:
    return [*sorted(lines)]


def _shown(places: EntityPlaces, field: Field) -> JsonObject:
    """All that is said of one field; `told` checks it on its way into the event."""
    variables = field_variables(field, places.entity)
    check = str(variables["check"]).replace("LONGEST_TEXT", "255")
    told = check or field.name
    if check and field.optional:
        told = f"None if {field.name} is None else {check}"
    return {
        **variables,
        "annotation": _annotation(places, field),
        "told": told,
        "applied": field.name in places.attributes,
    }


def _shared(places: EntityPlaces, name: str) -> JsonObject:
    return {
        "name": name,
        "annotation": places.shared[name],
        "event_type": places.data_types[name],
        "value": "self.id" if name == places.identity else f"self.{name}",
    }
