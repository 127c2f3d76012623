"""Reading of lists and of single documents, the same for every collection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NewType

from db_mongo_service.infrastructure.bson_types import Bson, Document
from db_mongo_service.infrastructure.document_store import DocumentStore
from db_mongo_service.infrastructure.documents import from_document
from db_mongo_service.infrastructure.listing.filters import parse_filters
from db_mongo_service.infrastructure.listing.listable import Listable
from db_mongo_service.infrastructure.listing.ordering import (
    after_cursor,
    encode_cursor,
    parse_sort,
)


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One page of a list, as asked for.

    Attributes:
        limit: Most documents on the page.
        sort: Order such as `-occurred_at`; None is the list's own.
        cursor: Place after which the page begins; None is the start.
        filters: Parameters such as `("event_type__in", "order.created,order.completed")`.
    """

    limit: int
    sort: str | None = None
    cursor: str | None = None
    filters: Iterable[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Documents under their names on the wire, and the cursor of the next page if there is one."""

    items: list[Document]
    next_cursor: str | None


class ListingRepository:
    """Reads pages by key, never by offset: deep pages cost what the first one costs.

    Args:
        store: Holds the collection.
        listable: The collection and what may be asked of it.
    """

    def __init__(self, store: DocumentStore, listable: Listable) -> None:
        self._store = store
        self._collection = store.collection(listable.collection)
        self._listable = listable

    async def page(self, request: ListRequest) -> DocumentPage:
        """Return the page.

        Raises:
            ListRefused: A parameter is not acceptable.
            StorageError: It could not be read.
        """
        keys = parse_sort(self._listable, request.sort)
        conditions = parse_filters(self._listable, request.filters)
        if request.cursor is not None:
            conditions.append(after_cursor(self._listable, keys, request.cursor))
        query: Mapping[str, Bson] = {"$and": conditions} if conditions else {}
        async with self._store.operation():
            found = await (
                self._collection.find(query)
                .sort([(key.path, key.direction) for key in keys])
                .limit(request.limit + 1)  # one more tells whether there is a next page
                .to_list()
            )
        items = found[: request.limit]
        more = len(found) > request.limit
        return DocumentPage(
            items=[from_document(item, id_field=self._listable.id_field) for item in items],
            next_cursor=encode_cursor(keys, items[-1]) if more else None,
        )

    async def get(self, document_id: Bson) -> Document | None:
        """Return the document with this id, or None.

        Raises:
            StorageError: It could not be read.
        """
        async with self._store.operation():
            document = await self._collection.find_one({"_id": document_id})
        if document is None:
            return None
        return from_document(document, id_field=self._listable.id_field)


AnalyticsEventsListing = NewType("AnalyticsEventsListing", ListingRepository)
ApplicationLogsListing = NewType("ApplicationLogsListing", ListingRepository)
UserBehaviourListing = NewType("UserBehaviourListing", ListingRepository)
