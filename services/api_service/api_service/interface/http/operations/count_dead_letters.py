"""`GET /dead_letters`."""

from business_hexagon.application.queries.operations.count_dead_letters import (
    CountDeadLetters,
    CountDeadLettersQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from service_runtime.lean_route import JsonBytes
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.operations.dead_letter_presenter import (
    DeadLetterCount,
    DeadLetterCounts,
)

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/dead_letters",
    response_model=DeadLetterCounts,
    responses=problem_responses(401, 403, broker_unavailable=503),
    openapi_extra=serves("count_dead_letters"),
)
async def count_dead_letters(actor: ActorDep, use_case: FromDishka[CountDeadLetters]) -> Response:
    """Count the dead letters of every consumer (administrators)."""
    counts = await use_case.execute(CountDeadLettersQuery(actor))
    items = [DeadLetterCount(consumer=name, count=count) for name, count in counts.items()]
    return JsonBytes(DeadLetterCounts(items=items).model_dump_json().encode())
