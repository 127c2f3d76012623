"""`POST /dead_letters/{consumer}/redrive`."""

from business_hexagon.application.commands.operations.redrive_all_dead_letters import (
    RedriveAllDeadLetters,
    RedriveAllDeadLettersCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from service_runtime.lean_route import JsonBytes
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.operations.dead_letter_presenter import (
    ConsumerPath,
    Redriven,
)

router = APIRouter(route_class=DishkaRoute)


@router.post(
    "/dead_letters/{consumer}/redrive",
    response_model=Redriven,
    responses=problem_responses(401, 403, 404, 422, dead_letters_busy=409, broker_unavailable=503),
    openapi_extra=serves("redrive_all_dead_letters"),
)
async def redrive_all_dead_letters(
    consumer: ConsumerPath, actor: ActorDep, use_case: FromDishka[RedriveAllDeadLetters]
) -> Response:
    """Send all dead letters of a consumer back to it, oldest first (administrators)."""
    count = await use_case.execute(RedriveAllDeadLettersCommand(actor, consumer))
    return JsonBytes(Redriven(count=count).model_dump_json().encode())
