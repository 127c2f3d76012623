"""`POST /tasks`."""

from typing import Annotated
from uuid import UUID

from business_hexagon.application.commands.tasks.create_task import (
    CreateTask,
    CreateTaskCommand,
)
from business_hexagon.domain.tasks.values import Priority
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
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.responses import created

router = APIRouter(route_class=DishkaRoute)


class CreateTaskBody(BaseModel):
    """Something that somebody has to do."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"title": "Call the supplier", "due_at": "2026-01-15T09:00:00Z"}]
        },
    )

    title: Annotated[str, Field(min_length=1, max_length=255)]
    description: Annotated[str, Field(max_length=4000)] = ""
    priority: Priority = Priority.NORMAL
    assignee_id: UUID | None = None
    due_at: Instant | None = None


@router.post(
    "/tasks",
    status_code=201,
    response_model=TaskRow,
    responses=problem_responses(401, 403, 422, assignee_unknown=422),
    openapi_extra=serves("create_task", extra=REPEATABLE),
)
async def create_task(
    body: CreateTaskBody, request: Request, actor: ActorDep, use_case: FromDishka[CreateTask]
) -> Response:
    """Write a task down."""
    return created(
        await use_case.execute(
            CreateTaskCommand(
                actor=actor,
                title=body.title,
                description=body.description,
                priority=body.priority,
                assignee_id=body.assignee_id,
                due_at=body.due_at,
                idempotency=await idempotency_of(request, actor),
            )
        ),
        within="/api/v1/tasks",
    )
