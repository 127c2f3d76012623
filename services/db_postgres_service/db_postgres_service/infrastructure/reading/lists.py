"""Use case: read a page of rows."""

from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Integer, Text, bindparam, cast, select

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.reading.cursor import (
    Sort,
    after,
    read_cursor,
    write_cursor,
)
from db_postgres_service.infrastructure.reading.filters import Filter, condition
from db_postgres_service.infrastructure.reading.resource import Resource, parse_sort
from db_postgres_service.infrastructure.statements.compiled_statement import (
    CompiledStatement,
    Parameter,
)
from db_postgres_service.infrastructure.statements.json_documents import json_object


@dataclass(frozen=True)
class ListRequest:
    """Which page of which rows."""

    limit: int = 50
    cursor: str | None = None
    sort: str | None = None
    filters: list[Filter] = field(default_factory=list)


@lru_cache(maxsize=1024)
def list_statement(
    resource: Resource, shapes: tuple[tuple[str, str], ...], sort: Sort, *, continues: bool
) -> CompiledStatement:
    """Return the statement of a list, compiled once for each shape.

    Parameters: `filter_0`…, `after_0`… when it continues, `most`.
    """
    conditions = [
        condition(resource, shape, f"filter_{place}") for place, shape in enumerate(shapes)
    ]
    if continues:
        conditions.append(after(resource, sort))
    places = [resource.order_of(term.field) for term in sort]
    order = [
        place.desc() if term.descending else place for place, term in zip(places, sort, strict=True)
    ]
    return CompiledStatement(
        select(
            cast(json_object(resource.fields()), Text).label("body"),
            *(place.label(f"place_{number}") for number, place in enumerate(places)),
        )
        .where(*conditions)
        .order_by(*order)
        .limit(bindparam("most", type_=Integer()))
    )


class ReadPage:
    """Reads a page of one resource."""

    def __init__(self, database: Database, resource: Resource) -> None:
        self._database = database
        self.resource = resource

    async def read(self, request: ListRequest) -> bytes:
        """Return a `Page` as JSON.

        Raises:
            InvalidQueryError: Sort or cursor is not one of ours.
            StorageError: PostgreSQL refused or did not answer.
        """
        sort = parse_sort(self.resource, request.sort)
        values: dict[str, Parameter] = {
            f"filter_{place}": item.value for place, item in enumerate(request.filters)
        }
        if request.cursor is not None:
            position = read_cursor(self.resource, sort, request.cursor)
            values |= {f"after_{place}": value for place, value in enumerate(position)}
        # One more than asked for tells whether there is another page.
        values["most"] = request.limit + 1
        statement = list_statement(
            self.resource,
            tuple(item.shape for item in request.filters),
            sort,
            continues=request.cursor is not None,
        )
        rows = await self._database.read_rows(statement.sql, *statement.arguments(values))
        page = rows[: request.limit]
        cursor = "null"
        if len(rows) > request.limit:
            cursor = f'"{write_cursor(sort, list(page[-1])[1:])}"'
        items = ",".join(row[0] for row in page)
        return f'{{"items":[{items}],"next_cursor":{cursor}}}'.encode()
