"""Recording of application logs."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from pymongo.errors import BulkWriteError
from storage_contracts.analytics.application_log import ApplicationLog
from storage_contracts.analytics.bulk_result import BulkResult

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.collections import application_logs
from db_mongo_service.infrastructure.document_store import DocumentStore
from db_mongo_service.infrastructure.documents import first_of_each, to_document

_DUPLICATE_KEY: Final = 11_000


class ApplicationLogsRepository:
    """Keeps log records. No transaction: each record stands for itself.

    Args:
        store: Holds the collection.
        now: The clock.
    """

    def __init__(self, store: DocumentStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._logs = store.collection(application_logs.NAME)
        self._now = now

    async def record(self, logs: Sequence[ApplicationLog]) -> BulkResult:
        """Keep all records that are not kept yet; the others are counted as duplicates.

        Raises:
            StorageError: Some records may not be kept; recording again is right.
        """
        recorded_at = self._now()
        documents = [
            to_document(log, id_field="log_id", recorded_at=recorded_at)
            for log in first_of_each(logs, (log.log_id for log in logs))
        ]
        async with self._store.operation():
            inserted = await self._insert(documents)
        return BulkResult(inserted=inserted, duplicates=len(logs) - inserted)

    async def _insert(self, documents: list[Document]) -> int:
        try:
            await self._logs.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            failures = error.details["writeErrors"]
            if error.details["writeConcernErrors"] or any(
                failure["code"] != _DUPLICATE_KEY for failure in failures
            ):
                raise
            return len(documents) - len(failures)
        return len(documents)
