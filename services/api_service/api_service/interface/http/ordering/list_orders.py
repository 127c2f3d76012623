"""`GET /orders`."""

from typing import Annotated

from business_hexagon.application.queries.ordering.list_orders import (
    ListOrders,
    ListOrdersQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.order_row import OrderHeader

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/orders",
    response_model=Page[OrderHeader],
    responses=problem_responses(401, 403, 422),
    openapi_extra=serves("list_orders", guests=False),
)
async def list_orders(
    asked: PageDep,
    actor: ActorDep,
    use_case: FromDishka[ListOrders],
    everyone: Annotated[bool, Query(alias="all", description="All orders (staff).")] = False,  # noqa: FBT002  a query flag
) -> Response:
    """List one's own orders without their lines, or everybody's (staff)."""
    return page(await use_case.execute(ListOrdersQuery(actor, asked, everyone=everyone)))
