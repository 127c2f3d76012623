"""`Attachments` over HTTP."""

from uuid import UUID

from business_hexagon.domain.attachments.attachment import (
    MOST_ATTACHMENTS,
    Attachment,
    SubjectKind,
)
from business_hexagon.domain.attachments.errors import TooManyAttachments
from pydantic import TypeAdapter
from storage_contracts.attachments import AttachmentDescription, AttachmentRecord
from storage_contracts.pages import Page

from storage_clients.asking import find_one, translating
from storage_clients.data_service import DataService
from storage_clients.mapping.attachment_mapping import (
    attachment_from_record,
    attachment_record,
)
from storage_clients.paths import path_to, with_query
from storage_clients.problem_received import ProblemReceived

__all__ = ["HttpAttachments"]

_PAGE = TypeAdapter(Page[AttachmentRecord])


class HttpAttachments:
    """Keeps files in db_mongo_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def keep(self, attachment: Attachment, content: bytes) -> Attachment:
        """See `Attachments.keep`.

        Repeated while the service is in trouble: a file is kept once by its id.
        """
        described = attachment_record(attachment).model_dump(
            mode="json", include=set(AttachmentDescription.model_fields)
        )
        path = with_query(path_to("attachments", attachment.id), described.items())
        with translating(self._service.name, key=str(attachment.id)):
            try:
                body = await self._service.put(path, content)
            except ProblemReceived as problem:
                if problem.code != TooManyAttachments.code:
                    raise
                raise TooManyAttachments(
                    attachment.subject_kind, attachment.subject_id, MOST_ATTACHMENTS
                ) from problem
        return attachment_from_record(AttachmentRecord.model_validate_json(body))

    async def get(self, attachment_id: UUID) -> Attachment | None:
        """See `Attachments.get`."""
        path = path_to("attachments", attachment_id)
        return await find_one(self._service, path, AttachmentRecord, attachment_from_record)

    async def content(self, attachment_id: UUID) -> bytes | None:
        """See `Attachments.content`."""
        with translating(self._service.name):
            return await self._service.find(path_to("attachments", attachment_id, "content"))

    async def of_subject(
        self, subject_kind: SubjectKind, subject_id: UUID
    ) -> tuple[Attachment, ...]:
        """See `Attachments.of_subject`."""
        asked = (("subject_kind", subject_kind.value), ("subject_id", subject_id))
        with translating(self._service.name):
            body = await self._service.read(with_query("/attachments", asked))
        return tuple(attachment_from_record(one) for one in _PAGE.validate_json(body).items)
