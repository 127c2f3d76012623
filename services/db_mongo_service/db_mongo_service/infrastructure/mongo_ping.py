"""Does the database answer?"""

from pymongo.asynchronous.database import AsyncDatabase

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections import analytics_events
from db_mongo_service.infrastructure.error_translator import our_errors


class MongoPing:
    """Reads one document, which needs a server, a primary, a login and its rights."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._events = database.get_collection(analytics_events.NAME)

    async def check(self) -> None:
        """Return when the database answers.

        Raises:
            StorageError: It does not.
        """
        with our_errors():
            await self._events.find_one({}, {"_id": 1})
