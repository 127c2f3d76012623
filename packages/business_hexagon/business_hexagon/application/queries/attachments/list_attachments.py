"""List the files of a task, an order or a product."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.attachment_access import AttachmentAccess
from business_hexagon.application.ports.attachments import Attachments
from business_hexagon.domain.attachments.attachment import Attachment, SubjectKind
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAttachmentsQuery:
    """Somebody asks for the files of something.

    Attributes:
        actor: whoever may see the subject; anybody for a product.
        subject_kind: what kind of thing.
        subject_id: which one.
    """

    actor: Actor
    subject_kind: SubjectKind
    subject_id: UUID


class ListAttachments:
    """Tells which files there are; at most 20, so without pages."""

    def __init__(self, *, attachments: Attachments, access: AttachmentAccess) -> None:
        self._attachments = attachments
        self._access = access

    async def execute(self, query: ListAttachmentsQuery) -> tuple[Attachment, ...]:
        """The files, newest first.

        Raises:
            PermissionDenied: a scope is missing.
            NotFound: there is no such task or order, or the actor may not know of it.
            StorageUnavailable: a data service does not answer.
        """
        query.actor.require(Scope.CATALOGUE_READ)
        await self._access.require_readable(query.actor, query.subject_kind, query.subject_id)
        return await self._attachments.of_subject(query.subject_kind, query.subject_id)
