"""`POST /orders/{order_id}/refund_requests`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.ordering.request_refund import (
    RequestRefund,
    RequestRefundCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.refund_request_row import RefundRequestRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import created

router = APIRouter(route_class=DishkaRoute)


class RequestRefundBody(BaseModel):
    """Why the money should come back."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "arrived broken"}]}
    )

    reason: Annotated[str, Field(min_length=1, max_length=255)]


@router.post(
    "/orders/{order_id}/refund_requests",
    status_code=201,
    response_model=RefundRequestRow,
    responses=problem_responses(
        401,
        403,
        404,
        422,
        order_not_completed=409,
        nothing_to_refund=409,
        refund_already_requested=409,
    ),
    openapi_extra=serves("request_refund", extra=REPEATABLE),
)
async def request_refund(
    order_id: UUID,
    body: RequestRefundBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[RequestRefund],
) -> Response:
    """Ask for all money of an own, completed order that did not come back yet."""
    return created(
        await use_case.execute(
            RequestRefundCommand(
                actor=actor,
                order_id=order_id,
                reason=body.reason,
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
