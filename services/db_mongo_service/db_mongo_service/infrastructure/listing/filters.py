"""From query parameters to a MongoDB filter."""

import re
from collections.abc import Iterable
from typing import Final, get_args

from db_mongo_service.infrastructure.bson_types import Bson, Document
from db_mongo_service.infrastructure.listing.list_errors import ListRefused
from db_mongo_service.infrastructure.listing.listable import Listable, ListableField, Operator

_OPERATORS: Final = frozenset(get_args(Operator.__value__))
MAX_CHOICES: Final = 100
_MAX_FILTERS: Final = 20


def parse_filters(listable: Listable, parameters: Iterable[tuple[str, str]]) -> list[Document]:
    """Return one condition for each parameter `<field>__<operator>=<value>`; all must hold.

    A field's own name alone means `eq`. Values only ever become values: names and operators come
    from the listable's vocabulary.

    Args:
        listable: What may be asked.
        parameters: Names and values, without those that are not filters.

    Raises:
        ListRefused: Unknown field or operator, a value of the wrong kind, or too many filters.
    """
    conditions = [_condition(listable, name, text) for name, text in parameters]
    if len(conditions) > _MAX_FILTERS:
        raise ListRefused("", "too_long", f"at most {_MAX_FILTERS} filters may be given")
    return conditions


def _condition(listable: Listable, parameter: str, text: str) -> Document:
    name, _, suffix = parameter.partition("__")
    field = listable.fields.get(name)
    if field is None:
        raise ListRefused(parameter, "unknown_field", "this list has no such filter")
    operator = suffix or "eq"
    if operator not in _OPERATORS or operator not in field.operators:
        allowed = ", ".join(sorted(field.operators))
        raise ListRefused(parameter, "not_allowed", f"operators of {name}: {allowed}")
    try:
        return {field.path: _clause(field, operator, text)}
    except ValueError as error:
        raise ListRefused(parameter, "wrong_format", str(error)) from error


def _clause(field: ListableField, operator: str, text: str) -> Bson:
    if operator == "is_null":
        if text not in {"true", "false"}:
            raise ValueError("must be true or false")
        return {"$exists": text == "false"}
    if operator == "in":
        choices = text.split(",")
        if len(choices) > MAX_CHOICES:
            raise ValueError(f"must have at most {MAX_CHOICES} values")
        return {"$in": [field.parse(choice) for choice in choices]}
    if operator == "contains":
        return {"$regex": re.escape(str(field.parse(text))), "$options": "i"}
    return {f"${operator}": field.parse(text)}
