"""`POST /products/{product_id}/stock_adjustments`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.catalogue.adjust_stock import (
    AdjustStock,
    AdjustStockCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.body_types import WholeNumber
from api_service.interface.http.catalogue.presenters import StockAdjustment
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import created

router = APIRouter(route_class=DishkaRoute)


class AdjustStockBody(BaseModel):
    """Pieces that were found, lost or counted."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"delta": -3, "reason": "damaged", "reference": "count_2026_01"}]
        },
    )

    delta: Annotated[
        WholeNumber, Field(ge=-1_000_000_000, le=1_000_000_000, description="Not zero.")
    ]
    reason: Annotated[str, Field(min_length=1, max_length=255)]
    reference: Annotated[str, Field(max_length=64)] | None = None


@router.post(
    "/products/{product_id}/stock_adjustments",
    status_code=201,
    response_model=StockAdjustment,
    responses=problem_responses(401, 403, 404, 422, insufficient_stock=409),
    openapi_extra=serves("adjust_stock", extra=REPEATABLE),
)
async def adjust_stock(
    product_id: UUID,
    body: AdjustStockBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[AdjustStock],
) -> Response:
    """Add or take away free pieces (staff)."""
    return created(
        await use_case.execute(
            AdjustStockCommand(
                actor=actor,
                product_id=product_id,
                delta=body.delta,
                reason=body.reason,
                reference=body.reference,
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
