"""Ready representations: JSON that a data service rendered and an interface passes on unread."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Document:
    """The representation of one thing.

    Attributes:
        content: JSON in UTF-8.
        version: its version, for the ETag; nothing when it has none.
        owner_id: the user whose own it is; nothing when it belongs to nobody.
    """

    content: bytes
    version: int | None = None
    owner_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of a list.

    Attributes:
        content: JSON in UTF-8: `{"items": […], "next_cursor": text or null}`.
    """

    content: bytes


class FilterOperator(StrEnum):
    """How a field is compared with a value."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    IN = "in"
    CONTAINS = "contains"
    IS_NULL = "is_null"


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep the rows whose field compares so.

    Attributes:
        field: name of the field.
        operator: the comparison.
        value: what to compare with, as text; several are separated by commas for `in`.
    """

    field: str
    operator: FilterOperator
    value: str


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list.

    Attributes:
        limit: most items on the page.
        cursor: `next_cursor` of the page before; nothing for the first page.
        sort: fields separated by commas, a minus before a field for descending order.
        filters: all must hold.
    """

    limit: int = 50
    cursor: str | None = None
    sort: str = "-created_at,id"
    filters: tuple[Filter, ...] = ()

    def only(
        self, field: str, value: str, operator: FilterOperator = FilterOperator.EQ
    ) -> "PageRequest":
        """The same page, narrowed to rows where the field equals the value, or compares so."""
        narrowed = (*self.filters, Filter(field, operator, value))
        return PageRequest(self.limit, self.cursor, self.sort, narrowed)
