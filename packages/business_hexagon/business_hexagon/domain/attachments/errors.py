"""What can be wrong with a file that somebody attaches.

DomainError
├── AttachmentTooLarge     the file has more bytes than we keep
├── AttachmentTypeRefused  the file is none of the kinds that we keep, or more than one
└── TooManyAttachments     the subject has as many files as it may have
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class AttachmentTooLarge(DomainError):
    """The file has more bytes than we keep.

    Attributes:
        size: bytes of the file.
        limit: most bytes.
    """

    code: ClassVar[str] = "attachment_too_large"
    size: int
    limit: int


@dataclass(eq=False)
class AttachmentTypeRefused(DomainError):
    """The file is none of the kinds that we keep, or pretends to be one.

    Attributes:
        reason: what is wrong with it, one short clause in plain words.
    """

    code: ClassVar[str] = "attachment_type_refused"
    reason: str


@dataclass(eq=False)
class TooManyAttachments(DomainError):
    """The subject has as many files as it may have.

    Attributes:
        subject_kind: what kind of thing, such as `task`.
        subject_id: which one.
        limit: most files.
    """

    code: ClassVar[str] = "too_many_attachments"
    subject_kind: str
    subject_id: UUID
    limit: int
