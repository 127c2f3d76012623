"""Attach a file to a task, an order or a product."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.attachment_access import AttachmentAccess
from business_hexagon.application.ports.attachments import Attachments
from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.attachments.attachment import Attachment, SubjectKind
from business_hexagon.domain.errors import PermissionDenied


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFileCommand:
    """A file to keep with something.

    Attributes:
        actor: a user whom the task concerns, whose own the order is, or who writes the catalogue.
        attachment_id: the file's identity; the same upload again under it changes nothing.
        subject_kind: what kind of thing it belongs to.
        subject_id: which one.
        file_name: what the sender calls it; may be empty.
        content: its bytes.
    """

    actor: Actor
    attachment_id: UUID
    subject_kind: SubjectKind
    subject_id: UUID
    file_name: str
    content: bytes


class AttachFile:
    """Keeps files of a few harmless kinds.

    Args:
        attachments: where files are kept.
        access: who may attach to what.
        clock: the time.
    """

    def __init__(self, *, attachments: Attachments, access: AttachmentAccess, clock: Clock) -> None:
        self._attachments = attachments
        self._access = access
        self._clock = clock

    async def execute(self, command: AttachFileCommand) -> Attachment:
        """Keep the file, or find it kept by an earlier upload.

        Raises:
            PermissionDenied: nobody is signed in, a scope is missing, or the order is not the
                actor's own.
            NotFound: there is no such subject, or the actor may not know of it.
            AttachmentTooLarge: it has more than 5 MiB.
            AttachmentTypeRefused: it is of no kind that we keep, or pretends to be one.
            TooManyAttachments: the subject has 20 files.
            IdempotencyConflict: another file has this id.
            StorageUnavailable: a data service does not answer.
        """
        if command.actor.is_guest:
            raise PermissionDenied("attach_file")
        await self._access.require_writable(command.actor, command.subject_kind, command.subject_id)
        # Some milliseconds of walking and hashing for the largest file: not on the event loop.
        attachment = await asyncio.to_thread(self._described, command)
        return await self._attachments.keep(attachment, command.content)

    def _described(self, command: AttachFileCommand) -> Attachment:
        return Attachment.of_content(
            attachment_id=command.attachment_id,
            subject_kind=command.subject_kind,
            subject_id=command.subject_id,
            uploaded_by=command.actor.user_id,
            file_name=command.file_name,
            content=command.content,
            now=self._clock.now(),
        )
