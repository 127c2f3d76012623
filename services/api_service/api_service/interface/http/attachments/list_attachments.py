"""`GET /{tasks,orders,products}/{id}/attachments`."""

from typing import Final
from uuid import UUID

from business_hexagon.application.queries.attachments.list_attachments import (
    ListAttachments,
    ListAttachmentsQuery,
)
from business_hexagon.domain.attachments.attachment import SubjectKind
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.attachments import AttachmentRecord
from storage_contracts.pages import Page

from api_service.interface.http.access.serves import serves
from api_service.interface.http.attachments.presenters import present_attachments
from api_service.interface.http.authentication import ActorDep

router = APIRouter(route_class=DishkaRoute)

_SERVES: Final = serves("list_attachments")
_PROBLEMS: Final = problem_responses(401, 403, 404, 422)


@router.get(
    "/tasks/{task_id}/attachments",
    response_model=Page[AttachmentRecord],
    responses=_PROBLEMS,
    openapi_extra=serves("list_attachments", guests=False),
)
async def list_attachments_of_task(
    task_id: UUID, actor: ActorDep, use_case: FromDishka[ListAttachments]
) -> Response:
    """List the files of a task, newest first, on one page."""
    query = ListAttachmentsQuery(actor=actor, subject_kind=SubjectKind.TASK, subject_id=task_id)
    return present_attachments(await use_case.execute(query))


@router.get(
    "/orders/{order_id}/attachments",
    response_model=Page[AttachmentRecord],
    responses=_PROBLEMS,
    openapi_extra=_SERVES,
)
async def list_attachments_of_order(
    order_id: UUID, actor: ActorDep, use_case: FromDishka[ListAttachments]
) -> Response:
    """List the files of an order, newest first, on one page."""
    query = ListAttachmentsQuery(actor=actor, subject_kind=SubjectKind.ORDER, subject_id=order_id)
    return present_attachments(await use_case.execute(query))


@router.get(
    "/products/{product_id}/attachments",
    response_model=Page[AttachmentRecord],
    responses=_PROBLEMS,
    openapi_extra=_SERVES,
)
async def list_attachments_of_product(
    product_id: UUID, actor: ActorDep, use_case: FromDishka[ListAttachments]
) -> Response:
    """List the files of a product, newest first, on one page; of an unknown one, none."""
    query = ListAttachmentsQuery(
        actor=actor, subject_kind=SubjectKind.PRODUCT, subject_id=product_id
    )
    return present_attachments(await use_case.execute(query))
