"""Keyset cursors: where the page before ended, opaque to the caller."""

import base64
import json

from sqlalchemy import and_, bindparam, or_

from db_postgres_service.infrastructure.errors import InvalidQueryError
from db_postgres_service.infrastructure.reading.field_values import parse_value, write_value
from db_postgres_service.infrastructure.reading.resource import Resource, SortTerm
from db_postgres_service.infrastructure.statements.compiled_statement import Scalar
from db_postgres_service.infrastructure.statements.sql_types import Truth

_MAX_LENGTH = 2000

type Sort = tuple[SortTerm, ...]


def _signature(sort: Sort) -> str:
    return ",".join(f"{'-' if term.descending else ''}{term.field}" for term in sort)


def write_cursor(sort: Sort, values: list[Scalar]) -> str:
    """Return the cursor after a row with these sort values."""
    content = json.dumps([_signature(sort), *map(write_value, values)], separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(resource: Resource, sort: Sort, cursor: str) -> list[Scalar]:
    """Return the sort values of the row that the page before ended with.

    Raises:
        InvalidQueryError: The cursor is not ours, or belongs to another sort.
    """
    try:
        return [
            parse_value(resource.table.c[term.field].type, text)
            for term, text in zip(sort, _texts(sort, cursor), strict=True)
        ]
    except (ValueError, RecursionError):
        raise InvalidQueryError(
            "cursor", "cursor_invalid", "The cursor is not one of this list in this order."
        ) from None


def _texts(sort: Sort, cursor: str) -> list[str]:
    content = json.loads(_decoded(cursor))
    if not isinstance(content, list) or content[:1] != [_signature(sort)]:
        raise ValueError("another list or sort")
    if not all(isinstance(text, str) for text in content):
        raise ValueError("damaged")
    return content[1:]


def _decoded(cursor: str) -> bytes:
    if len(cursor) > _MAX_LENGTH:
        raise ValueError("too long")
    # Its errors are ValueErrors: binascii.Error and UnicodeEncodeError.
    return base64.b64decode(
        cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True
    )


def after(resource: Resource, sort: Sort) -> Truth:
    """Return the condition that holds for rows behind the cursor.

    Parameters are `after_0`, `after_1`, … The leading column is bounded by itself as well, so
    that the index is entered at the right place whatever the directions of the others.
    """
    columns = [resource.order_of(term.field) for term in sort]
    values = [
        bindparam(f"after_{place}", type_=column.type) for place, column in enumerate(columns)
    ]
    steps = []
    for place, term in enumerate(sort):
        column, value = columns[place], values[place]
        beyond = column < value if term.descending else column > value
        same = [columns[i] == values[i] for i in range(place)]
        steps.append(and_(*same, beyond))
    first = columns[0] <= values[0] if sort[0].descending else columns[0] >= values[0]
    return and_(first, or_(*steps))
