"""Running of aggregation pipelines."""

from db_mongo_service.infrastructure.bson_types import Document, Pipeline
from db_mongo_service.infrastructure.document_store import DocumentStore


class Aggregation:
    """Runs pipelines within their own, longer, time.

    Args:
        store: Holds the collections.
        timeout_seconds: Longest time of one report.
    """

    def __init__(self, store: DocumentStore, timeout_seconds: float) -> None:
        self._store = store
        self._timeout_seconds = timeout_seconds

    async def run(self, collection: str, pipeline: Pipeline) -> list[Document]:
        """Return all documents that the pipeline gives.

        Raises:
            StorageError: It could not be run, or not in time.
        """
        async with self._store.operation(self._timeout_seconds):
            found = self._store.collection(collection)
            cursor = await found.aggregate(pipeline, allowDiskUse=True)
            return await cursor.to_list()
