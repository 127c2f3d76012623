"""`POST /tasks/{task_id}/assign`."""

from uuid import UUID

from business_hexagon.application.commands.tasks.assign_task import (
    AssignTask,
    AssignTaskCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.task_row import TaskRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import changed

router = APIRouter(route_class=DishkaRoute)


class AssignTaskBody(BaseModel):
    """Who shall do it; null for nobody."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"assignee_id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002"}]},
    )

    assignee_id: UUID | None


@router.post(
    "/tasks/{task_id}/assign",
    response_model=TaskRow,
    responses=problem_responses(
        401, 403, 404, 422, task_already_completed=409, assignee_unknown=422
    ),
    openapi_extra=serves("assign_task", extra=REPEATABLE),
)
async def assign_task(
    task_id: UUID,
    body: AssignTaskBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[AssignTask],
) -> Response:
    """Give a task to somebody, or take it away."""
    return changed(
        await use_case.execute(
            AssignTaskCommand(
                actor=actor,
                task_id=task_id,
                assignee_id=body.assignee_id,
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
