"""`POST /refund_requests/{refund_request_id}/approve`."""

from uuid import UUID

from business_hexagon.application.commands.ordering.approve_refund_request import (
    ApproveRefundRequest,
    ApproveRefundRequestCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.refund_request_row import RefundRequestRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import accepted

router = APIRouter(route_class=DishkaRoute)


@router.post(
    "/refund_requests/{refund_request_id}/approve",
    status_code=202,
    response_model=RefundRequestRow,
    responses=problem_responses(
        401, 403, 404, 422, refund_request_already_decided=409, nothing_to_refund=409
    ),
    openapi_extra=serves("approve_refund_request", extra=REPEATABLE),
)
async def approve_refund_request(
    refund_request_id: UUID,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[ApproveRefundRequest],
) -> Response:
    """Grant a refund request: all that is left of the order goes back (staff)."""
    return accepted(
        await use_case.execute(
            ApproveRefundRequestCommand(
                actor=actor,
                refund_request_id=refund_request_id,
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
