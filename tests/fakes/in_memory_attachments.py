"""`Attachments` in memory."""

from uuid import UUID

from business_hexagon.application.errors import IdempotencyConflict
from business_hexagon.domain.attachments.attachment import (
    MOST_ATTACHMENTS,
    Attachment,
    SubjectKind,
)
from business_hexagon.domain.attachments.errors import TooManyAttachments


class InMemoryAttachments:
    """Implements `Attachments`."""

    def __init__(self) -> None:
        self._files: dict[UUID, tuple[Attachment, bytes | None]] = {}

    async def keep(self, attachment: Attachment, content: bytes) -> Attachment:
        """See `Attachments.keep`."""
        known = await self.get(attachment.id)
        if known is not None and not known.repeats(attachment):
            raise IdempotencyConflict(str(attachment.id))
        if known is not None:
            return known
        subject = (attachment.subject_kind, attachment.subject_id)
        if len(await self.of_subject(*subject)) >= MOST_ATTACHMENTS:
            raise TooManyAttachments(*subject, MOST_ATTACHMENTS)
        self._files[attachment.id] = (attachment, content)
        return attachment

    async def get(self, attachment_id: UUID) -> Attachment | None:
        """See `Attachments.get`."""
        known = self._files.get(attachment_id)
        return None if known is None else known[0]

    async def content(self, attachment_id: UUID) -> bytes | None:
        """See `Attachments.content`."""
        known = self._files.get(attachment_id)
        return None if known is None else known[1]

    async def of_subject(
        self, subject_kind: SubjectKind, subject_id: UUID
    ) -> tuple[Attachment, ...]:
        """See `Attachments.of_subject`."""
        found = [
            one
            for one, _ in self._files.values()
            if (one.subject_kind, one.subject_id) == (subject_kind, subject_id)
        ]
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id.int), reverse=True))

    def lose_content(self, attachment_id: UUID) -> None:
        """Forget the bytes between two looks, as when somebody takes a file away."""
        known, _ = self._files[attachment_id]
        self._files[attachment_id] = (known, None)
