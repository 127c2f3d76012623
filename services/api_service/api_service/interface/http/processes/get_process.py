"""`GET /processes/{process_id}`."""

from uuid import UUID

from business_hexagon.application.queries.processes.get_process import (
    GetProcess,
    GetProcessQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.step_saga_row import StepSagaRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.responses import document

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/processes/{process_id}",
    response_model=StepSagaRow,
    responses=problem_responses(401, 403, 404, 422),
    openapi_extra=serves("get_process"),
)
async def get_process(
    process_id: UUID, request: Request, actor: ActorDep, use_case: FromDishka[GetProcess]
) -> Response:
    """Look at a process: whose turn it is, what was done, why it went back (staff)."""
    return document(request, await use_case.execute(GetProcessQuery(actor, process_id)))
