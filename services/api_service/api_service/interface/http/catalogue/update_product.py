"""`PATCH /products/{product_id}`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.catalogue.update_product import (
    UpdateProduct,
    UpdateProductCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.product_row import ProductRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.body_types import Price
from api_service.interface.http.idempotency import idempotency_of
from api_service.interface.http.preconditions import REPEATABLE_CHANGE, expected_version
from api_service.interface.http.responses import changed

router = APIRouter(route_class=DishkaRoute)


class UpdateProductBody(BaseModel):
    """What changes; a field that is left out stays."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"unit_price": "3.75"}, {"is_active": False}]},
    )

    name: Annotated[str, Field(min_length=1, max_length=255)] | None = None
    description: Annotated[str, Field(max_length=4000)] | None = None
    unit_price: Annotated[Price, Field(ge=0)] | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    is_active: bool | None = None


@router.patch(
    "/products/{product_id}",
    response_model=ProductRow,
    responses=problem_responses(401, 403, 404, 412, 422, 428),
    openapi_extra=serves("update_product", extra=REPEATABLE_CHANGE),
)
async def update_product(
    product_id: UUID,
    body: UpdateProductBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[UpdateProduct],
) -> Response:
    """Change a product (staff). Send If-Match with the ETag of the version that you have read."""
    return changed(
        await use_case.execute(
            UpdateProductCommand(
                actor=actor,
                product_id=product_id,
                name=body.name,
                description=body.description,
                unit_price=body.unit_price,
                currency=body.currency,
                is_active=body.is_active,
                expected_version=expected_version(request),
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
