"""Does the database answer, and has it been migrated?"""

from typing import Final

from pymongo.asynchronous.database import AsyncDatabase

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections.catalogue import Retention, all_collections
from db_mongo_service.infrastructure.error_translator import our_errors

_NAMES: Final = frozenset(definition.name for definition in all_collections(Retention()))


class CollectionsProbe:
    """Asks for the collections, which needs a server, a login and its rights."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._database = database

    async def missing(self) -> list[str]:
        """Return the collections that are not there: none in a migrated database.

        A write would create such a collection, without its validator and indexes.

        Raises:
            StorageError: The database does not answer.
        """
        with our_errors():
            found = await self._database.list_collection_names()
        return sorted(_NAMES.difference(found))
