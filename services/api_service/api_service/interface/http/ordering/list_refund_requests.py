"""`GET /refund_requests`."""

from typing import Annotated

from business_hexagon.application.queries.ordering.list_refund_requests import (
    ListRefundRequests,
    ListRefundRequestsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.refund_request_row import RefundRequestRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/refund_requests",
    response_model=Page[RefundRequestRow],
    responses=problem_responses(401, 403, 422),
    openapi_extra=serves("list_refund_requests", guests=False),
)
async def list_refund_requests(
    asked: PageDep,
    actor: ActorDep,
    use_case: FromDishka[ListRefundRequests],
    everyone: Annotated[bool, Query(alias="all", description="All requests (staff).")] = False,  # noqa: FBT002  a query flag
) -> Response:
    """List one's own refund requests, or everybody's (staff); `status=open` are undecided."""
    return page(await use_case.execute(ListRefundRequestsQuery(actor, asked, everyone=everyone)))
