"""A file that belongs to something."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Self
from uuid import UUID

from business_hexagon.domain.attachments.errors import AttachmentTooLarge
from business_hexagon.domain.attachments.file_formats.recognition import recognized
from business_hexagon.domain.attachments.file_name import safe_file_name
from business_hexagon.domain.attachments.media_type import MediaType

LARGEST_ATTACHMENT: Final = 5 * 1024 * 1024
"""Bytes."""

MOST_ATTACHMENTS: Final = 20
"""Files of one subject."""


class SubjectKind(StrEnum):
    """What a file can belong to."""

    TASK = "task"
    ORDER = "order"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What is known of a file; never changed.

    Attributes:
        id: identity, chosen by whoever uploads: the same upload again is the same file.
        subject_kind: what kind of thing it belongs to.
        subject_id: which one.
        uploaded_by: the user who sent it; nothing for a program.
        file_name: what it is called, safe to save under.
        media_type: what it is, by its content.
        size: bytes.
        sha256: hash of the content, 64 hexadecimal digits.
        created_at: when it was sent, UTC.
    """

    id: UUID
    subject_kind: SubjectKind
    subject_id: UUID
    uploaded_by: UUID | None
    file_name: str
    media_type: MediaType
    size: int
    sha256: str
    created_at: datetime

    @classmethod
    def of_content(
        cls,
        *,
        attachment_id: UUID,
        subject_kind: SubjectKind,
        subject_id: UUID,
        uploaded_by: UUID | None,
        file_name: str,
        content: bytes,
        now: datetime,
    ) -> Self:
        """Look at a file and describe it.

        Raises:
            AttachmentTooLarge: it has more than 5 MiB.
            AttachmentTypeRefused: it is of no kind that we keep, or pretends to be one.
        """
        if len(content) > LARGEST_ATTACHMENT:
            raise AttachmentTooLarge(len(content), LARGEST_ATTACHMENT)
        media_type = recognized(content)
        return cls(
            id=attachment_id,
            subject_kind=subject_kind,
            subject_id=subject_id,
            uploaded_by=uploaded_by,
            file_name=safe_file_name(file_name, media_type),
            media_type=media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            created_at=now,
        )

    def repeats(self, other: Self) -> bool:
        """Whether it is the same upload, sent again; names and times may differ."""
        return (self.id, self.subject_kind, self.subject_id, self.uploaded_by, self.sha256) == (
            other.id,
            other.subject_kind,
            other.subject_id,
            other.uploaded_by,
            other.sha256,
        )
