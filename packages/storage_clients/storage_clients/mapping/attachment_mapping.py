"""Files that belong to something."""

from business_hexagon.domain.attachments.attachment import Attachment, SubjectKind
from business_hexagon.domain.attachments.media_type import MediaType
from storage_contracts.attachments import AttachmentRecord

__all__ = ["attachment_from_record", "attachment_record"]


def attachment_from_record(record: AttachmentRecord) -> Attachment:
    """Rebuild what is known of a file."""
    return Attachment(
        id=record.id,
        subject_kind=SubjectKind(record.subject_kind),
        subject_id=record.subject_id,
        uploaded_by=record.uploaded_by,
        file_name=record.file_name,
        media_type=MediaType(record.media_type),
        size=record.size,
        sha256=record.sha256,
        created_at=record.created_at,
    )


def attachment_record(attachment: Attachment) -> AttachmentRecord:
    """What is known of a file, for the wire."""
    return AttachmentRecord(
        id=attachment.id,
        subject_kind=attachment.subject_kind.value,
        subject_id=attachment.subject_id,
        uploaded_by=attachment.uploaded_by,
        file_name=attachment.file_name,
        media_type=attachment.media_type.value,
        size=attachment.size,
        sha256=attachment.sha256,
        created_at=attachment.created_at,
    )
