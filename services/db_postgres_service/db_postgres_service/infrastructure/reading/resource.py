"""What may be read of a table, and how."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from db_postgres_service.infrastructure.errors import InvalidQueryError
from db_postgres_service.infrastructure.schema.last_moment import never_null
from db_postgres_service.infrastructure.statements.sql_types import SqlTable, TableColumn

PRIVATE_COLUMNS = frozenset(
    {
        "password_hash",
        "secret_hash",
        "previous_hash",
        "previous_secret_hash",
        "payload",
        "lease_until",
    }
)
"""Columns that no generic read returns or filters by."""


@dataclass(frozen=True, eq=False)
class Resource:
    """A table as the generic reads serve it.

    Attributes:
        name: The resource in paths.
        table: Where its rows are.
        kind: What row writes and event streams call one of them; None where the generic row
            write does not write it.
        key: Columns that tell a row from all others, in index order.
        sorts: Columns that lists can be sorted by, each served by an index; a moment that is
            missing counts as the last of all.
        owner: Column with the id of the user whose row it is.
        default_sort: Sort of a list that asks for none.
    """

    name: str
    table: SqlTable
    kind: str | None = None
    key: tuple[str, ...] = ("id",)
    sorts: tuple[str, ...] = ()
    owner: str | None = None
    default_sort: str = "id"
    shows_lease: bool = False

    def fields(self) -> list[TableColumn]:
        """Return the columns that reads return."""
        private = PRIVATE_COLUMNS - ({"lease_until"} if self.shows_lease else frozenset())
        return [item for item in self.table.c if item.name not in private]

    def filterable(self) -> dict[str, TableColumn]:
        """Return the columns that lists can be filtered by."""
        return {item.name: item for item in self.fields() if not isinstance(item.type, JSONB)}

    def sortable(self) -> tuple[str, ...]:
        """Return the names of the columns that lists can be sorted by."""
        return tuple(dict.fromkeys((*self.sorts, self.key[0])))

    def order_of(self, name: str) -> ColumnElement[object]:
        """Return what rows are sorted by when somebody names the column; it is never null."""
        column = self.table.c[name]
        return never_null(column) if column.nullable else column

    def key_type(self) -> TypeEngine[object]:
        """Return the type of the first key column: what stands in the path of a single row."""
        return self.table.c[self.key[0]].type

    def is_keyed_by_uuid(self) -> bool:
        """Return whether a single row is found by a uuid."""
        return len(self.key) == 1 and isinstance(self.key_type(), Uuid)


@dataclass(frozen=True)
class SortTerm:
    """One column of a sort."""

    field: str
    descending: bool


def parse_sort(resource: Resource, text: str | None) -> tuple[SortTerm, ...]:
    """Return the terms of a sort such as `-created_at,id`, made unique by the key.

    Raises:
        InvalidQueryError: A field cannot be sorted by, or is named twice.
    """
    terms: list[SortTerm] = []
    allowed = resource.sortable()
    for item in (text or resource.default_sort).split(","):
        name = item.strip()
        term = SortTerm(name.removeprefix("-"), name.startswith("-"))
        if term.field not in allowed:
            raise InvalidQueryError(
                "sort", "unknown_sort_field", f"Sort by one of {', '.join(allowed)}."
            )
        if any(known.field == term.field for known in terms):
            raise InvalidQueryError("sort", "repeated_sort_field", "Name each field once.")
        terms.append(term)
    named = {term.field for term in terms}
    terms += [SortTerm(name, terms[-1].descending) for name in resource.key if name not in named]
    return tuple(terms)
