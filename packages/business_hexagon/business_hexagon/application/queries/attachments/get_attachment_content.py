"""Hand out a file."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.attachment_access import AttachmentAccess
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.attachments import AttachmentContent, Attachments
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetAttachmentContentQuery:
    """Somebody wants a file.

    Attributes:
        actor: whoever may see what it belongs to; anybody for a product's.
        attachment_id: which file.
    """

    actor: Actor
    attachment_id: UUID


class GetAttachmentContent:
    """Hands files out to whoever may see what they belong to."""

    def __init__(self, *, attachments: Attachments, access: AttachmentAccess) -> None:
        self._attachments = attachments
        self._access = access

    async def execute(self, query: GetAttachmentContentQuery) -> AttachmentContent:
        """The file.

        Raises:
            PermissionDenied: the actor lacks `catalogue:read`.
            NotFound: there is no such file, or the actor may not know of it.
            StorageUnavailable: a data service does not answer.
        """
        query.actor.require(Scope.CATALOGUE_READ)
        attachment = await self._attachments.get(query.attachment_id)
        unknown = NotFound("attachment", str(query.attachment_id))
        if attachment is None:
            raise unknown
        try:
            await self._access.require_readable(
                query.actor, attachment.subject_kind, attachment.subject_id
            )
        except (NotFound, PermissionDenied) as error:
            # The id of a file tells nobody what it belongs to, nor that it exists.
            raise unknown from error
        content = await self._attachments.content(attachment.id)
        if content is None:
            raise unknown
        return AttachmentContent(attachment.media_type, attachment.file_name, content)
