"""Files that belong to tasks, orders and products."""

from typing import Final
from uuid import UUID

from bson.binary import Binary
from storage_contracts.attachments import (
    MOST_OF_SUBJECT,
    AttachmentDescription,
    AttachmentRecord,
    SubjectKind,
)

from db_mongo_service.infrastructure.bson_types import Bson, Document
from db_mongo_service.infrastructure.collections import attachments
from db_mongo_service.infrastructure.document_store import DocumentStore
from db_mongo_service.infrastructure.documents import fields_of, from_document
from db_mongo_service.infrastructure.storage_errors import (
    RecordExists,
    StorageBusy,
    TooManyRecords,
)

_RACES: Final = 2 * MOST_OF_SUBJECT
_DESCRIPTION: Final[dict[str, int]] = {"content": 0, "slot": 0}


class AttachmentsRepository:
    """Keeps files; one that is there is never changed.

    Args:
        store: Holds the collection.
    """

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._files = store.collection(attachments.NAME)

    async def keep(
        self, attachment_id: UUID, description: AttachmentDescription, content: bytes
    ) -> AttachmentRecord:
        """Keep a file, unless it is kept already.

        Returns:
            The file that has this id: the first upload's. Whether it is the same the caller sees
            by its hash.

        Raises:
            TooManyRecords: The subject has as many files as it may have.
            StorageError: It may or may not be kept; keeping it again is right.
        """
        document = fields_of(description) | {
            "_id": attachment_id,
            "size": len(content),
            "content": Binary(content),
        }
        for _ in range(_RACES):
            known = await self.get(attachment_id)
            if known is not None:
                return known  # as it is kept: times to the millisecond
            slot = await self._free_slot(description.subject_kind, description.subject_id)
            try:
                async with self._store.operation():
                    await self._files.insert_one({**document, "slot": slot})
            except RecordExists:
                continue  # another upload took the id or the place: look again
        raise StorageBusy("other uploads kept taking the free places")

    async def get(self, attachment_id: UUID) -> AttachmentRecord | None:
        """Return what is known of a file, or None.

        Raises:
            StorageError: It could not be read.
        """
        async with self._store.operation():
            found = await self._files.find_one({"_id": attachment_id}, _DESCRIPTION)
        return None if found is None else _record(found)

    async def content(self, attachment_id: UUID) -> bytes | None:
        """Return the bytes of a file, or None.

        Raises:
            StorageError: It could not be read.
        """
        async with self._store.operation():
            found = await self._files.find_one({"_id": attachment_id}, {"content": 1})
        content = None if found is None else found["content"]
        return content if isinstance(content, bytes) else None

    async def of_subject(
        self, subject_kind: SubjectKind, subject_id: UUID
    ) -> list[AttachmentRecord]:
        """Return all files of one thing, newest first.

        Raises:
            StorageError: They could not be read.
        """
        async with self._store.operation():
            cursor = self._files.find(_of(subject_kind, subject_id), _DESCRIPTION)
            found = [_record(document) async for document in cursor]
        return sorted(found, key=lambda one: (one.created_at, one.id.int), reverse=True)

    async def _free_slot(self, subject_kind: SubjectKind, subject_id: UUID) -> int:
        async with self._store.operation():
            cursor = self._files.find(_of(subject_kind, subject_id), {"_id": 0, "slot": 1})
            taken = {document["slot"] async for document in cursor}
        free = (slot for slot in range(MOST_OF_SUBJECT) if slot not in taken)
        slot = next(free, None)
        if slot is None:
            raise TooManyRecords(f"{subject_kind} {subject_id} has {MOST_OF_SUBJECT} files")
        return slot


def _of(subject_kind: SubjectKind, subject_id: UUID) -> dict[str, Bson]:
    return {"subject_kind": subject_kind, "subject_id": subject_id}


def _record(document: Document) -> AttachmentRecord:
    return AttachmentRecord.model_validate(from_document(document, id_field="id"))
