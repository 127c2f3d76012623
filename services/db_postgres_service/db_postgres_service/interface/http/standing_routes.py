"""What authentication asks: how users stand now, and how often a log in failed."""

from typing import Annotated

from fastapi import APIRouter, Body, Path
from problem_details import problem_responses
from pydantic import Field, TypeAdapter
from service_access import callers
from service_runtime import JsonBytes, LeanRoute, documents, parse_body, path_value
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.identity import LogInAttemptsRow, StandingsAnswer, StandingsRequest

from db_postgres_service.infrastructure.reading.log_in_attempts import ReadLogInAttempts
from db_postgres_service.infrastructure.reading.user_standings import ReadUserStandings
from db_postgres_service.interface.http import identity_examples
from db_postgres_service.interface.http.documented import answers, body_example

_HEX_DIGEST = "^[0-9a-f]{64}$"
_KEY: TypeAdapter[str] = TypeAdapter(Annotated[str, Field(pattern=_HEX_DIGEST)])


def standing_router(standings: ReadUserStandings, attempts: ReadLogInAttempts) -> APIRouter:
    """Return the routes."""
    router = APIRouter(tags=["identity"], route_class=LeanRoute)

    def _standing_inputs(
        body: Annotated[
            StandingsRequest,
            Body(openapi_examples=body_example(identity_examples.STANDINGS_REQUEST)),
        ],
    ) -> None: ...

    @router.post(
        "/user_standings",
        openapi_extra=callers("api_service", "bot_service"),
        response_model=StandingsAnswer,
        responses=answers(
            identity_examples.STANDINGS,
            problem_responses(400, 413, 415, 422, storage_unavailable=503),
        ),
    )
    @documents(_standing_inputs)
    async def get_user_standings(request: Request) -> Response:
        """Return role, activity and session of users, in the order of the request."""
        wanted = await parse_body(request, StandingsRequest)
        return JsonBytes(
            await standings.read([(item.user_id, item.session_id) for item in wanted.subjects])
        )

    def _attempt_inputs(subject_key: Annotated[str, Path(pattern=_HEX_DIGEST)]) -> None: ...

    @router.get(
        "/log_in_attempts/{subject_key}",
        openapi_extra=callers("api_service"),
        response_model=LogInAttemptsRow,
        responses=answers(
            identity_examples.ATTEMPTS, problem_responses(422, storage_unavailable=503)
        ),
    )
    @documents(_attempt_inputs)
    async def get_log_in_attempts(request: Request) -> Response:
        """Count the failed log ins since the last success or password reset."""
        return JsonBytes(await attempts.read(path_value(request, "subject_key", _KEY)))

    return router
