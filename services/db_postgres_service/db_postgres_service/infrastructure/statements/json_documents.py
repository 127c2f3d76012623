"""JSON in and out of statements: a document as one parameter, a row as one ready text."""

from collections.abc import Iterable

from sqlalchemy import (
    BigInteger,
    Integer,
    Numeric,
    Text,
    bindparam,
    cast,
    column,
    func,
    literal_column,
)
from sqlalchemy.dialects.postgresql import JSONB

from db_postgres_service.infrastructure.statements.sql_types import Expression, Rows, TableColumn

DOCUMENT = bindparam("document", type_=JSONB)
"""The one parameter of a write: everything that is to be written, as JSON."""

ZERO: Expression = literal_column("0", BigInteger())
ONE: Expression = literal_column("1", Integer())
"""Written into the text: a parameter for each of our own constants would be sent each time."""


def constant(text: str) -> Expression:
    """Return a string of ours as part of the text; a caller's string must never come here."""
    return literal_column(f"'{text}'", Text())


def part(*path: str) -> Expression:
    """Return a part of the document; null when it is absent.

    The names are written into the text (they are ours, never a caller's), because a parameter
    for each would have to be sent with each call.
    """
    element: Expression = DOCUMENT
    for name in path:
        element = element.op("->")(constant(name))
    return element


def text_part(name: str) -> Expression:
    """Return a string at the top of the document."""
    return DOCUMENT.op("->>", return_type=Text())(constant(name))


def fields_of(columns: Iterable[TableColumn]) -> list[Expression]:
    """Return name and type of table columns, for `recordset` and `record`."""
    return [column(item.name, item.type) for item in columns]


def recordset(source: Expression, name: str, fields: Iterable[Expression]) -> Rows:
    """Return the rows of a JSON array of objects, typed; no rows for null."""
    return (
        func.jsonb_to_recordset(source)
        .table_valued(*fields)
        .render_derived(name=name, with_types=True)
    )


def record(source: Expression, name: str, fields: Iterable[Expression]) -> Rows:
    """Return the row of one JSON object, typed."""
    return (
        func.jsonb_to_record(source)
        .table_valued(*fields)
        .render_derived(name=name, with_types=True)
    )


def json_object(
    columns: Iterable[TableColumn],
    extra: Iterable[tuple[Expression, Expression]] = (),
) -> Expression:
    """Return a JSON object of columns by their names; exact numbers become strings.

    PostgreSQL writes the JSON: a row costs the service one string instead of a dictionary, a
    conversion for each field and a serialisation.

    Args:
        columns: What the object holds, under the names of the columns.
        extra: Further names and values.
    """
    pairs: list[Expression] = []
    for item in columns:
        pairs.append(constant(item.name))
        pairs.append(cast(item, Text) if isinstance(item.type, Numeric) else item)
    for name, value in extra:
        pairs += [name, value]
    return func.json_build_object(*pairs)
