"""`PUT /{tasks,orders,products}/{id}/attachments/{attachment_id}`."""

from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.attachments.attach_file import (
    AttachFile,
    AttachFileCommand,
)
from business_hexagon.domain.attachments.attachment import SubjectKind
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Depends, Query
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.attachments import AttachmentRecord

from api_service.interface.http.access.serves import serves
from api_service.interface.http.attachments.presenters import present_attachment
from api_service.interface.http.authentication import ActorDep

router = APIRouter(route_class=DishkaRoute)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sends."""

    actor: Actor
    attachment_id: UUID
    file_name: str
    content: bytes

    async def attach(self, use_case: AttachFile, kind: SubjectKind, subject_id: UUID) -> Response:
        """Attach it to something."""
        attachment = await use_case.execute(
            AttachFileCommand(
                actor=self.actor,
                attachment_id=self.attachment_id,
                subject_kind=kind,
                subject_id=subject_id,
                file_name=self.file_name,
                content=self.content,
            )
        )
        return present_attachment(attachment, status=201)


async def received(
    attachment_id: UUID,
    request: Request,
    actor: ActorDep,
    file_name: Annotated[
        str,
        Query(
            max_length=255,
            description="What the file is called; it gets an ending that fits its content.",
            examples=["broken_cup.jpg"],
        ),
    ] = "",
) -> Upload:
    """Read the file, now that the gate has let its sender in."""
    return Upload(actor, attachment_id, file_name, await request.body())


UploadDep = Annotated[Upload, Depends(received)]

_BODY: Final[dict[str, object]] = {
    "requestBody": {
        "required": True,
        "description": "A JPEG, PNG, WebP, GIF, PDF or plain text file, 5 MiB at most.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_SERVES: Final = serves("attach_file", extra=_BODY)
_PROBLEMS: Final = problem_responses(
    401,
    403,
    404,
    422,
    attachment_too_large=413,
    attachment_type_refused=422,
    idempotency_conflict=422,
    too_many_attachments=409,
)


@router.put(
    "/tasks/{task_id}/attachments/{attachment_id}",
    status_code=201,
    response_model=AttachmentRecord,
    responses=_PROBLEMS,
    openapi_extra=_SERVES,
)
async def attach_file_to_task(
    task_id: UUID, upload: UploadDep, use_case: FromDishka[AttachFile]
) -> Response:
    """Attach a file to a task; the same upload under the same id is done once."""
    return await upload.attach(use_case, SubjectKind.TASK, task_id)


@router.put(
    "/orders/{order_id}/attachments/{attachment_id}",
    status_code=201,
    response_model=AttachmentRecord,
    responses=_PROBLEMS,
    openapi_extra=_SERVES,
)
async def attach_file_to_order(
    order_id: UUID, upload: UploadDep, use_case: FromDishka[AttachFile]
) -> Response:
    """Attach a file to an own order; the same upload under the same id is done once."""
    return await upload.attach(use_case, SubjectKind.ORDER, order_id)


@router.put(
    "/products/{product_id}/attachments/{attachment_id}",
    status_code=201,
    response_model=AttachmentRecord,
    responses=_PROBLEMS,
    openapi_extra=_SERVES,
)
async def attach_file_to_product(
    product_id: UUID, upload: UploadDep, use_case: FromDishka[AttachFile]
) -> Response:
    """Attach a file to a product (staff); its newest picture is the product's photo."""
    return await upload.attach(use_case, SubjectKind.PRODUCT, product_id)
