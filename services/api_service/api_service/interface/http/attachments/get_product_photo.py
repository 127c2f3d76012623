"""`GET /products/{product_id}/photo`."""

from uuid import UUID

from business_hexagon.application.errors import NotFound
from business_hexagon.application.queries.attachments.get_product_photo import (
    GetProductPhoto,
    GetProductPhotoQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.attachments import AttachmentRecord

from api_service.interface.http.access.serves import serves
from api_service.interface.http.attachments.presenters import present_attachment

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/products/{product_id}/photo",
    response_model=AttachmentRecord,
    responses=problem_responses(404, 422),
    openapi_extra=serves("get_product_photo"),
)
async def get_product_photo(product_id: UUID, use_case: FromDishka[GetProductPhoto]) -> Response:
    """Find the newest picture of a product; its bytes are at `/attachments/{id}/content`."""
    found = await use_case.execute(GetProductPhotoQuery(product_id))
    if found is None:
        raise NotFound("product_photo", str(product_id))
    return present_attachment(found)
