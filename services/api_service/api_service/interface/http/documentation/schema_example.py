"""An example of a JSON schema, composed of the examples of its fields."""

from collections.abc import Mapping
from typing import Final

from storage_contracts.json_value import Json, JsonObject

_BY_FORMAT: Final[Mapping[str, Json]] = {
    "uuid": "1f0c7a52-55f2-6d10-b1a9-0242ac120002",
    "date-time": "2026-01-15T10:30:00Z",
    "date": "2026-01-15",
}
_BY_TYPE: Final[Mapping[str, Json]] = {
    "string": "text",
    "integer": 1,
    "number": 1.0,
    "boolean": True,
    "null": None,
}
_MADE_UP: Final = ("text", 1)


def example_of(schema: Json, models: JsonObject) -> Json:
    """Composes an example.

    Args:
        schema: The schema.
        models: The schemas that `$ref` refers to, by name.
    """
    if not isinstance(schema, dict):
        return {}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        return example_of(models[reference.rpartition("/")[2]], models)
    for name in ("examples", "enum"):
        given = schema.get(name)
        if isinstance(given, list) and given:
            return given[0]
    for name in ("example", "const", "default"):
        if schema.get(name) is not None:
            return schema[name]
    choices = schema.get("anyOf", schema.get("allOf", schema.get("oneOf")))
    if isinstance(choices, list) and choices:
        example = example_of(choices[0], models)
        # Better nothing than a made-up text, where nothing is allowed.
        return None if example in _MADE_UP and {"type": "null"} in choices else example
    return _by_type(schema, models)


def _by_type(schema: JsonObject, models: JsonObject) -> Json:
    kind = schema.get("type")
    if kind == "array":
        return [example_of(schema.get("items"), models)]
    if kind == "object":
        fields = schema.get("properties")
        if not isinstance(fields, dict):
            return {}
        return {name: example_of(field, models) for name, field in fields.items()}
    return _BY_FORMAT.get(str(schema.get("format")), _BY_TYPE.get(str(kind)))
