"""`POST /tasks/{task_id}/complete`."""

from uuid import UUID

from business_hexagon.application.commands.tasks.complete_task import (
    CompleteTask,
    CompleteTaskCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.task_row import TaskRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import changed

router = APIRouter(route_class=DishkaRoute)


@router.post(
    "/tasks/{task_id}/complete",
    response_model=TaskRow,
    responses=problem_responses(401, 403, 404, 422, task_already_completed=409),
    openapi_extra=serves("complete_task", extra=REPEATABLE),
)
async def complete_task(
    task_id: UUID, request: Request, actor: ActorDep, use_case: FromDishka[CompleteTask]
) -> Response:
    """Tick a task off."""
    return changed(
        await use_case.execute(
            CompleteTaskCommand(
                actor=actor, task_id=task_id, idempotency=await idempotency_of(request, actor)
            )
        )
    )
