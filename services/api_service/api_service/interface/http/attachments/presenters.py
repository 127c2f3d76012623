"""Files as the API shows them."""

from collections.abc import Iterable

from business_hexagon.domain.attachments.attachment import Attachment
from service_runtime.lean_route import JsonBytes
from starlette.responses import Response
from storage_clients.mapping.attachment_mapping import attachment_record
from storage_contracts.attachments import AttachmentRecord
from storage_contracts.pages import Page


def present_attachment(attachment: Attachment, *, status: int = 200) -> Response:
    """What is known of a file, with the place of its bytes when it is new."""
    location = f"/api/v1/attachments/{attachment.id}/content".encode("ascii")
    headers = [(b"location", location)] if status == 201 else []  # noqa: PLR2004  the status itself
    body = attachment_record(attachment).model_dump_json().encode()
    return JsonBytes(body, status, headers)


def present_attachments(attachments: Iterable[Attachment]) -> Response:
    """Some files; there are never so many that they need a second page."""
    items = [attachment_record(one) for one in attachments]
    return JsonBytes(Page[AttachmentRecord](items=items).model_dump_json().encode())
