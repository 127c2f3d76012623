"""Running of aggregation pipelines."""

import pymongo
from pymongo.asynchronous.database import AsyncDatabase

from db_mongo_service.infrastructure.bson_types import Document, Pipeline
from db_mongo_service.infrastructure.error_translator import our_errors


class Aggregation:
    """Runs pipelines within their own, longer, time.

    Args:
        database: Holds the collections.
        timeout_seconds: Longest time of one report.
    """

    def __init__(self, database: AsyncDatabase[Document], timeout_seconds: float) -> None:
        self._database = database
        self._timeout_seconds = timeout_seconds

    async def run(self, collection: str, pipeline: Pipeline) -> list[Document]:
        """Return all documents that the pipeline gives.

        Raises:
            StorageError: It could not be run, or not in time.
        """
        with our_errors(), pymongo.timeout(self._timeout_seconds):
            cursor = await self._database.get_collection(collection).aggregate(
                pipeline,
                allowDiskUse=True,
            )
            return await cursor.to_list()
