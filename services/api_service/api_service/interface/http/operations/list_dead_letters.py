"""`GET /dead_letters/{consumer}`."""

from typing import Annotated

from business_hexagon.application.queries.operations.list_dead_letters import (
    ListDeadLetters,
    ListDeadLettersQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details.openapi import problem_responses
from service_runtime.lean_route import JsonBytes
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.operations.dead_letter_presenter import (
    ConsumerPath,
    DeadLetterList,
    present_dead_letters,
)

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/dead_letters/{consumer}",
    response_model=DeadLetterList,
    responses=problem_responses(401, 403, 404, 422, dead_letters_busy=409, broker_unavailable=503),
    openapi_extra=serves("list_dead_letters"),
)
async def list_dead_letters(
    consumer: ConsumerPath,
    actor: ActorDep,
    use_case: FromDishka[ListDeadLetters],
    limit: Annotated[int, Query(ge=1, le=1000, description="Most items.")] = 100,
) -> Response:
    """List what a consumer has given up, with payload, error and attempts (administrators)."""
    found = await use_case.execute(ListDeadLettersQuery(actor, consumer, limit))
    return JsonBytes(present_dead_letters(found))
