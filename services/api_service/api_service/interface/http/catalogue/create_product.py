"""`POST /products`."""

from typing import Annotated

from business_hexagon.application.commands.catalogue.create_product import (
    CreateProduct,
    CreateProductCommand,
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
from api_service.interface.http.body_types import Price, WholeNumber
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import created

router = APIRouter(route_class=DishkaRoute)


class CreateProductBody(BaseModel):
    """A new catalogue entry."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "sku": "71053",
                    "name": "White metal lantern",
                    "unit_price": "3.39",
                    "currency": "GBP",
                    "opening_stock": 100,
                }
            ]
        },
    )

    sku: Annotated[str, Field(min_length=1, max_length=64)]
    name: Annotated[str, Field(min_length=1, max_length=255)]
    description: Annotated[str, Field(max_length=4000)] = ""
    unit_price: Annotated[Price, Field(ge=0)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    opening_stock: Annotated[WholeNumber, Field(ge=0, le=1_000_000_000)] = 0
    is_active: bool = True


@router.post(
    "/products",
    status_code=201,
    response_model=ProductRow,
    responses=problem_responses(401, 403, 422, sku_taken=409, idempotency_in_flight=409),
    openapi_extra=serves("create_product", extra=REPEATABLE),
)
async def create_product(
    body: CreateProductBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[CreateProduct],
) -> Response:
    """Put a product into the catalogue and open its stock (staff)."""
    outcome = await use_case.execute(
        CreateProductCommand(
            actor=actor,
            sku=body.sku,
            name=body.name,
            description=body.description,
            unit_price=body.unit_price,
            currency=body.currency,
            opening_stock=body.opening_stock,
            is_active=body.is_active,
            idempotency=await idempotency_of(request, actor),
        )
    )
    return created(outcome, within="/api/v1/products")
