"""`PATCH /tasks/{task_id}`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.tasks.update_task import (
    UpdateTask,
    UpdateTaskCommand,
)
from business_hexagon.domain.tasks.values import Priority
from business_hexagon.domain.values.unchanged import UNCHANGED
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.rows.task_row import TaskRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.body_types import Instant
from api_service.interface.http.idempotency import idempotency_of
from api_service.interface.http.preconditions import REPEATABLE_CHANGE, expected_version
from api_service.interface.http.responses import changed

router = APIRouter(route_class=DishkaRoute)


class UpdateTaskBody(BaseModel):
    """What changes; a field that is left out stays, and `"due_at": null` takes it away."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"priority": "high"}]}
    )

    title: Annotated[str, Field(min_length=1, max_length=255)] | None = None
    description: Annotated[str, Field(max_length=4000)] | None = None
    priority: Priority | None = None
    due_at: Instant | None = None


@router.patch(
    "/tasks/{task_id}",
    response_model=TaskRow,
    responses=problem_responses(401, 403, 404, 412, 422, 428, task_already_completed=409),
    openapi_extra=serves("update_task", extra=REPEATABLE_CHANGE),
)
async def update_task(
    task_id: UUID,
    body: UpdateTaskBody,
    request: Request,
    actor: ActorDep,
    use_case: FromDishka[UpdateTask],
) -> Response:
    """Change a task. Send If-Match with the ETag of the version that you have read."""
    keeps_due = "due_at" not in body.model_fields_set
    return changed(
        await use_case.execute(
            UpdateTaskCommand(
                actor=actor,
                task_id=task_id,
                title=body.title,
                description=body.description,
                priority=body.priority,
                due_at=UNCHANGED if keeps_due else body.due_at,
                expected_version=expected_version(request),
                idempotency=await idempotency_of(request, actor),
            )
        )
    )
