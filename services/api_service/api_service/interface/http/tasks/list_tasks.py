"""`GET /tasks`."""

from typing import Annotated

from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.tasks.list_tasks import (
    BY_DUE_TIME,
    ListTasks,
    ListTasksQuery,
    TaskView,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Depends
from problem_details.openapi import problem_responses
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.task_row import TaskRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.paging import page_sorted_by
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/tasks",
    response_model=Page[TaskRow],
    responses=problem_responses(401, 403, 422),
    openapi_extra=serves("list_tasks"),
)
async def list_tasks(
    asked: Annotated[PageRequest, Depends(page_sorted_by(BY_DUE_TIME))],
    actor: ActorDep,
    use_case: FromDishka[ListTasks],
    view: TaskView = TaskView.ASSIGNED,
) -> Response:
    """List tasks: one's own to do, those one wrote down, or all of them (staff).

    What is due first comes first, what has no due time last.
    """
    return page(await use_case.execute(ListTasksQuery(actor, asked, view)))
