"""`GET /security_acts`."""

from business_hexagon.application.queries.identity.list_security_acts import (
    ListSecurityActs,
    ListSecurityActsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.security_act_row import SecurityActRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/security_acts",
    response_model=Page[SecurityActRow],
    responses=problem_responses(401, 403, 422, 429),
    openapi_extra=serves("list_security_acts"),
)
async def list_security_acts(
    asked: PageDep, actor: ActorDep, use_case: FromDishka[ListSecurityActs]
) -> Response:
    """Read the audit: who logged in, failed, changed a role, gave money back (staff)."""
    return page(await use_case.execute(ListSecurityActsQuery(actor, asked)))
