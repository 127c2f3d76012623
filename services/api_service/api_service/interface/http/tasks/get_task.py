"""`GET /tasks/{task_id}`."""

from uuid import UUID

from business_hexagon.application.queries.tasks.get_task import GetTask, GetTaskQuery
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.task_row import TaskRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.responses import document

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/tasks/{task_id}",
    response_model=TaskRow,
    responses=problem_responses(401, 404, 422),
    openapi_extra=serves("get_task"),
)
async def get_task(
    task_id: UUID, request: Request, actor: ActorDep, use_case: FromDishka[GetTask]
) -> Response:
    """Look at a task that is one's own to do or to follow."""
    return document(request, await use_case.execute(GetTaskQuery(actor, task_id)))
