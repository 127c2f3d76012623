"""`POST /orders/{order_id}/cancel`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.ordering.cancel_order import (
    CancelOrder,
    CancelOrderCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.order_row import OrderRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import accepted

router = APIRouter(route_class=DishkaRoute)


class CancelOrderBody(BaseModel):
    """Why the order is cancelled."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "ordered twice"}]}
    )

    reason: Annotated[str, Field(min_length=1, max_length=255)] = "cancelled_by_customer"


@router.post(
    "/orders/{order_id}/cancel",
    status_code=202,
    response_model=OrderRow,
    responses=problem_responses(401, 404, 422, order_already_completed=409),
    openapi_extra=serves("cancel_order", extra=REPEATABLE),
)
async def cancel_order(
    order_id: UUID,
    body: CancelOrderBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[CancelOrder],
) -> Response:
    """Cancel an order that is not completed; its saga undoes what was done."""
    return accepted(
        await use_case.execute(
            CancelOrderCommand(
                actor=actor,
                order_id=order_id,
                reason=body.reason,
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
