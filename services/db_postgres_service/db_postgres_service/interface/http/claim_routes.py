"""Claims of due work."""

from typing import Annotated

from fastapi import APIRouter, Body
from problem_details import problem_responses
from service_access import callers
from service_runtime import JsonBytes, LeanRoute, documents, parse_body
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.pages import ClaimRequest
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.rows.step_saga_row import StepSagaRow
from storage_contracts.rows.task_row import TaskRow

from db_postgres_service.infrastructure.claims.claim_due import ClaimDue
from db_postgres_service.interface.http import examples
from db_postgres_service.interface.http.documented import answers, body_example

_PROBLEMS = problem_responses(400, 413, 415, 422, storage_busy=503, storage_unavailable=503)


def claim_router(*, sagas: ClaimDue, step_sagas: ClaimDue, tasks: ClaimDue) -> APIRouter:
    """Return the routes."""
    router = APIRouter(route_class=LeanRoute)

    def _inputs(
        body: Annotated[ClaimRequest, Body(openapi_examples=body_example(examples.CLAIM_REQUEST))],
    ) -> None: ...

    @router.post(
        "/sagas/claim_overdue",
        openapi_extra=callers("worker_service"),
        response_model=list[SagaRow],
        responses=answers([examples.SAGA], _PROBLEMS),
        tags=["sagas"],
    )
    @documents(_inputs)
    async def claim_overdue_sagas(request: Request) -> Response:
        """Claim running sagas past their deadline, under a lease."""
        return JsonBytes(await sagas.claim(await parse_body(request, ClaimRequest)))

    @router.post(
        "/step_sagas/claim_overdue",
        openapi_extra=callers("worker_service"),
        response_model=list[StepSagaRow],
        responses=answers([examples.STEP_SAGA], _PROBLEMS),
        tags=["step_sagas"],
    )
    @documents(_inputs)
    async def claim_overdue_step_sagas(request: Request) -> Response:
        """Claim sagas made of steps that are past their deadline, under a lease."""
        return JsonBytes(await step_sagas.claim(await parse_body(request, ClaimRequest)))

    @router.post(
        "/tasks/claim_due",
        openapi_extra=callers("worker_service"),
        response_model=list[TaskRow],
        responses=answers([examples.TASK], _PROBLEMS),
        tags=["tasks"],
    )
    @documents(_inputs)
    async def claim_due_tasks(request: Request) -> Response:
        """Claim open tasks that are due and were not reminded of yet, under a lease."""
        return JsonBytes(await tasks.claim(await parse_body(request, ClaimRequest)))

    return router
