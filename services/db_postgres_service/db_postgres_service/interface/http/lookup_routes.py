"""Reads that know the domain: by e-mail, by reference, whole order processes."""

from typing import Annotated

from fastapi import APIRouter, Body, Path
from problem_details import problem_responses
from service_access import callers
from service_runtime import JsonBytes, LeanRoute, documents, parse_body
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.pages import OrderProcessesRequest, OrderProcessRow
from storage_contracts.rows.order_row import OrderRow
from storage_contracts.rows.user_row import UserCredentials

from db_postgres_service.infrastructure.reading.batches import ReadOrderProcesses
from db_postgres_service.infrastructure.reading.single_rows import (
    ReadOrderByReference,
    ReadUserByEmail,
)
from db_postgres_service.interface.http import examples
from db_postgres_service.interface.http.documented import answers, body_example
from db_postgres_service.interface.http.read_routes import document_response

_PROBLEMS = problem_responses(404, 422, storage_unavailable=503)


def lookup_router(
    by_email: ReadUserByEmail, by_reference: ReadOrderByReference, processes: ReadOrderProcesses
) -> APIRouter:
    """Return the routes."""
    router = APIRouter(route_class=LeanRoute)

    def _email_inputs(email: Annotated[str, Path(max_length=254)]) -> None: ...

    @router.get(
        "/users/by_email/{email}",
        openapi_extra=callers("api_service"),
        response_model=UserCredentials,
        responses=answers(examples.CREDENTIALS, _PROBLEMS),
        tags=["users"],
    )
    @documents(_email_inputs)
    async def get_user_by_email(request: Request) -> Response:
        """Return a user with the password hash: for log in only."""
        return document_response(await by_email.read(request.path_params["email"]))

    def _reference_inputs(
        channel: Annotated[str, Path(max_length=64)], reference: Annotated[str, Path(max_length=64)]
    ) -> None: ...

    @router.get(
        "/orders/by_reference/{channel}/{reference}",
        openapi_extra=callers("api_service"),
        response_model=OrderRow,
        responses=answers(examples.ORDER, _PROBLEMS),
        tags=["orders"],
    )
    @documents(_reference_inputs)
    async def get_order_by_reference(request: Request) -> Response:
        """Return the order that bears a reference in a sales channel."""
        parameters = request.path_params
        return document_response(
            await by_reference.read(parameters["channel"], parameters["reference"])
        )

    def _process_inputs(
        body: Annotated[
            OrderProcessesRequest,
            Body(openapi_examples=body_example(examples.PROCESSES_REQUEST)),
        ],
    ) -> None: ...

    @router.post(
        "/order_processes/batch_get",
        openapi_extra=callers("api_service", "bot_service", "worker_service"),
        response_model=list[OrderProcessRow],
        responses=answers(
            [examples.PROCESS], problem_responses(400, 413, 415, 422, storage_unavailable=503)
        ),
        tags=["orders"],
    )
    @documents(_process_inputs)
    async def get_order_processes(request: Request) -> Response:
        """Return orders with their sagas and payments, of one snapshot; unknown ones left out."""
        wanted = await parse_body(request, OrderProcessesRequest)
        return JsonBytes(await processes.read(wanted.order_ids))

    return router
