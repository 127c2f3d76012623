"""Filters of lists: `<field>__<operator>=<value>`, by whitelist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import ARRAY, Boolean, String, Uuid, any_, bindparam, func

from db_postgres_service.infrastructure.errors import InvalidQueryError
from db_postgres_service.infrastructure.reading.field_values import parse_value
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.infrastructure.statements.compiled_statement import Parameter, Scalar
from db_postgres_service.infrastructure.statements.sql_types import Expression, TableColumn, Truth

MAX_FILTERS = 20
MAX_VALUES = 200

type Condition = Callable[[TableColumn, str], Truth]


def _value(column: TableColumn, name: str) -> Expression:
    return bindparam(name, type_=column.type)


_CONDITIONS: Mapping[str, Condition] = {
    "eq": lambda column, name: column == _value(column, name),
    "ne": lambda column, name: column.is_distinct_from(_value(column, name)),
    "lt": lambda column, name: column < _value(column, name),
    "lte": lambda column, name: column <= _value(column, name),
    "gt": lambda column, name: column > _value(column, name),
    "gte": lambda column, name: column >= _value(column, name),
    "in": lambda column, name: column == any_(bindparam(name, type_=ARRAY(column.type))),
    "contains": lambda column, name: (
        func.strpos(func.lower(column), func.lower(bindparam(name, type_=String()))) > 0
    ),
    "is_null": lambda column, name: column.is_(None) == bindparam(name, type_=Boolean()),
}


@dataclass(frozen=True)
class Filter:
    """A filter with its parsed value; the shape is (field, operator)."""

    field: str
    operator: str
    value: Parameter

    @property
    def shape(self) -> tuple[str, str]:
        """Return what decides on the text of the statement."""
        return self.field, self.operator


def operators_of(column: TableColumn) -> list[str]:
    """Return the operators that a column can be filtered by."""
    kind = column.type
    names = ["eq", "ne", "in"]
    if isinstance(kind, String):
        names.append("contains")
    if not isinstance(kind, Boolean | Uuid):
        names += ["lt", "lte", "gt", "gte"]
    if column.nullable:
        names.append("is_null")
    return names


def parse_filter(resource: Resource, parameter: str, text: str) -> Filter:
    """Return the filter that a query parameter stands for.

    Raises:
        InvalidQueryError: Field, operator or value is not one of ours.
    """
    field, separator, operator = parameter.rpartition("__")
    if not separator:
        field, operator = parameter, "eq"
    columns = resource.filterable()
    column = columns.get(field)
    if column is None:
        raise InvalidQueryError(parameter, "unknown_filter", f"There is no filter on {field!r}.")
    allowed = operators_of(column)
    if operator not in allowed:
        raise InvalidQueryError(
            parameter, "unknown_operator", f"{field} takes {', '.join(allowed)}."
        )
    try:
        return Filter(field, operator, _parse(column, operator, text))
    except ValueError as error:
        raise InvalidQueryError(parameter, "invalid_value", str(error)) from None


def _parse(column: TableColumn, operator: str, text: str) -> Parameter:
    if operator == "is_null":
        return parse_value(Boolean(), text)
    if operator != "in":
        return parse_value(column.type, text)
    items = text.split(",")
    if len(items) > MAX_VALUES:
        raise ValueError(f"At most {MAX_VALUES} values.")
    values: list[Scalar] = [parse_value(column.type, item) for item in items]
    return values


def condition(resource: Resource, shape: tuple[str, str], name: str) -> Truth:
    """Return the condition of a filter whose value is the parameter `name`."""
    field, operator = shape
    return _CONDITIONS[operator](resource.filterable()[field], name)
