"""`GET /orders/{order_id}/payments`."""

from uuid import UUID

from business_hexagon.application.queries.payments.get_order_payments import (
    GetOrderPayments,
    GetOrderPaymentsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.payment_row import PaymentRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/orders/{order_id}/payments",
    response_model=Page[PaymentRow],
    responses=problem_responses(401, 404, 422),
    openapi_extra=serves("get_order_payments"),
)
async def get_order_payments(
    order_id: UUID,
    asked: PageDep,
    actor: ActorDep,
    use_case: FromDishka[GetOrderPayments],
) -> Response:
    """Look at the payments of an order."""
    return page(await use_case.execute(GetOrderPaymentsQuery(actor, order_id, asked)))
