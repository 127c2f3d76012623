"""`POST /orders/{order_id}/refunds`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.ordering.refund_order_lines import (
    RefundOrderLines,
    RefundOrderLinesCommand,
)
from business_hexagon.domain.ordering.refund import RefundItem
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.order_row import OrderRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.body_types import WholeNumber
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import accepted

router = APIRouter(route_class=DishkaRoute)


class RefundLineBody(BaseModel):
    """Pieces of one line."""

    model_config = ConfigDict(extra="forbid")

    line_no: Annotated[WholeNumber, Field(ge=1, le=2000)]
    quantity: Annotated[WholeNumber, Field(ge=1, le=1_000_000)]


class RefundBody(BaseModel):
    """What is given back."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"lines": [{"line_no": 1, "quantity": 1}], "reason": "broken"}]
        },
    )

    lines: Annotated[list[RefundLineBody], Field(min_length=1, max_length=2000)]
    reason: Annotated[str, Field(min_length=1, max_length=255)]
    reference: Annotated[str, Field(min_length=1, max_length=64)] | None = None


@router.post(
    "/orders/{order_id}/refunds",
    status_code=202,
    response_model=OrderRow,
    responses=problem_responses(
        401, 403, 404, 422, order_not_completed=409, refund_exceeds_line=409
    ),
    openapi_extra=serves("refund_order_lines", extra=REPEATABLE),
)
async def refund_order_lines(
    order_id: UUID,
    body: RefundBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[RefundOrderLines],
) -> Response:
    """Give back lines of a completed order, whole or in part (staff)."""
    return accepted(
        await use_case.execute(
            RefundOrderLinesCommand(
                actor=actor,
                order_id=order_id,
                items=tuple(RefundItem(line.line_no, line.quantity) for line in body.lines),
                reason=body.reason,
                reference=body.reference,
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
