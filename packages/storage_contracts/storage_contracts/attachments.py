"""Files that belong to tasks, orders and products."""

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from storage_contracts.json_value import JsonObject
from storage_contracts.wire_model import Moment, WireModel

LARGEST_CONTENT: Final = 5 * 1024 * 1024
"""Bytes of one file."""

MOST_OF_SUBJECT: Final = 20
"""Files of one task, order or product."""

EXAMPLE_ATTACHMENT: Final[JsonObject] = {
    "id": "1f0c7a52-8888-6d10-b1a9-0242ac120002",
    "subject_kind": "order",
    "subject_id": "1f0c7a52-2222-6d10-b1a9-0242ac120002",
    "uploaded_by": "1f0c7a52-1111-6d10-b1a9-0242ac120002",
    "file_name": "broken_cup.jpg",
    "media_type": "image/jpeg",
    "size": 18_211,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "created_at": "2026-01-15T10:30:00Z",
}

type SubjectKind = Literal["task", "order", "product"]
type MediaType = Literal[
    "image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf", "text/plain"
]
FileName = Annotated[str, Field(min_length=1, max_length=120, pattern=r'^[^\x00-\x1f/\\"]+$')]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class AttachmentDescription(WireModel):
    """What goes into the query beside the file's bytes in the body."""

    subject_kind: SubjectKind
    subject_id: UUID
    uploaded_by: UUID | None = None
    file_name: FileName
    media_type: MediaType
    sha256: Sha256
    created_at: Moment


class AttachmentRecord(AttachmentDescription):
    """What is known of a kept file; its bytes are a resource of their own."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_ATTACHMENT]})

    id: UUID
    size: Annotated[int, Field(ge=1, le=LARGEST_CONTENT)]
