"""`POST /refund_requests/{refund_request_id}/decline`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.ordering.decline_refund_request import (
    DeclineRefundRequest,
    DeclineRefundRequestCommand,
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
from api_service.interface.http.responses import changed

router = APIRouter(route_class=DishkaRoute)


class DeclineRefundRequestBody(BaseModel):
    """Why not, in words that the customer reads."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"reason": "It was used for a year."}]},
    )

    reason: Annotated[str, Field(min_length=1, max_length=255)]


@router.post(
    "/refund_requests/{refund_request_id}/decline",
    response_model=RefundRequestRow,
    responses=problem_responses(401, 403, 404, 422, refund_request_already_decided=409),
    openapi_extra=serves("decline_refund_request", extra=REPEATABLE),
)
async def decline_refund_request(
    refund_request_id: UUID,
    body: DeclineRefundRequestBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[DeclineRefundRequest],
) -> Response:
    """Refuse a refund request (staff); the customer may ask again."""
    return changed(
        await use_case.execute(
            DeclineRefundRequestCommand(
                actor=actor,
                refund_request_id=refund_request_id,
                reason=body.reason,
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
