"""`GET /orders/{order_id}`."""

from uuid import UUID

from business_hexagon.application.queries.ordering.get_order import GetOrder, GetOrderQuery
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.order_row import OrderRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.responses import document

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/orders/{order_id}",
    response_model=OrderRow,
    responses=problem_responses(401, 404, 422),
    openapi_extra=serves("get_order"),
)
async def get_order(
    order_id: UUID, request: Request, actor: ActorDep, use_case: FromDishka[GetOrder]
) -> Response:
    """Look at an order: one's own, or any for staff.

    An order that a guest placed is shown to whoever knows its id.
    """
    return document(request, await use_case.execute(GetOrderQuery(actor, order_id)))
