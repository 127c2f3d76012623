"""Does the database answer, and has it been migrated?"""

from typing import Final

from db_mongo_service.infrastructure.collections.catalogue import Retention, all_collections
from db_mongo_service.infrastructure.document_store import DocumentStore

_NAMES: Final = frozenset(definition.name for definition in all_collections(Retention()))


class CollectionsProbe:
    """Asks for the collections, which needs a server, a login and its rights."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store

    async def missing(self) -> list[str]:
        """Return the collections that are not there: none in a migrated database.

        A write would create such a collection, without its validator and indexes.

        Raises:
            StorageError: The database does not answer.
        """
        async with self._store.operation():
            found = await self._store.database.list_collection_names()
        return sorted(_NAMES.difference(found))
