"""`GET /processes`."""

from business_hexagon.application.queries.processes.list_processes import (
    ListProcesses,
    ListProcessesQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.step_saga_row import StepSagaRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/processes",
    response_model=Page[StepSagaRow],
    responses=problem_responses(401, 403, 422),
    openapi_extra=serves("list_processes"),
)
async def list_processes(
    asked: PageDep, actor: ActorDep, use_case: FromDishka[ListProcesses]
) -> Response:
    """List processes, such as those with `status__eq=compensating` (staff)."""
    return page(await use_case.execute(ListProcessesQuery(actor, asked)))
