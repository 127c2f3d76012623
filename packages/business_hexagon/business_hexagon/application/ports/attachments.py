"""Files that belong to something."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.attachments.attachment import Attachment, SubjectKind
from business_hexagon.domain.attachments.media_type import MediaType


@dataclass(frozen=True, slots=True)
class AttachmentContent:
    """A file to hand out.

    Attributes:
        media_type: what it is.
        file_name: what to save it as.
        content: its bytes.
    """

    media_type: MediaType
    file_name: str
    content: bytes


class Attachments(Protocol):
    """Keeps files.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def keep(self, attachment: Attachment, content: bytes) -> Attachment:
        """Keep a file; the same upload again changes nothing.

        Returns:
            The file as it is kept: the first upload's, when this one repeats it.

        Raises:
            IdempotencyConflict: another file has this id.
            TooManyAttachments: the subject has as many files as it may have.
        """
        ...

    async def get(self, attachment_id: UUID) -> Attachment | None:
        """What is known of a file, or nothing."""
        ...

    async def content(self, attachment_id: UUID) -> bytes | None:
        """The bytes of a file, or nothing."""
        ...

    async def of_subject(
        self, subject_kind: SubjectKind, subject_id: UUID
    ) -> tuple[Attachment, ...]:
        """All files of one thing, newest first."""
        ...
