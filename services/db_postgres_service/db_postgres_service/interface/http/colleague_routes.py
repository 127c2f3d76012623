"""Who works here."""

from fastapi import APIRouter
from problem_details import problem_responses
from service_access import callers
from service_runtime import JsonBytes, LeanRoute
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.identity import ColleaguesAnswer

from db_postgres_service.infrastructure.reading.colleagues import ReadColleagues
from db_postgres_service.interface.http import identity_examples
from db_postgres_service.interface.http.documented import answers


def colleague_router(colleagues: ReadColleagues) -> APIRouter:
    """Return the route."""
    router = APIRouter(tags=["identity"], route_class=LeanRoute)

    @router.get(
        "/colleagues",
        openapi_extra=callers("api_service", "bot_service"),
        response_model=ColleaguesAnswer,
        responses=answers(
            identity_examples.COLLEAGUES, problem_responses(422, storage_unavailable=503)
        ),
    )
    async def get_colleagues(_: Request) -> Response:
        """Return everybody who works here, by name, without addresses."""
        return JsonBytes(await colleagues.read())

    return router
