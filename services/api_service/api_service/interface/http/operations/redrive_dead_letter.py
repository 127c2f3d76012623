"""`POST /dead_letters/{consumer}/{dead_letter_id}/redrive`."""

from business_hexagon.application.commands.operations.redrive_dead_letter import (
    RedriveDeadLetter,
    RedriveDeadLetterCommand,
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
    DeadLetterEntry,
    DeadLetterIdPath,
    present_dead_letter,
)

router = APIRouter(route_class=DishkaRoute)


@router.post(
    "/dead_letters/{consumer}/{dead_letter_id}/redrive",
    response_model=DeadLetterEntry,
    responses=problem_responses(401, 403, 404, 422, dead_letters_busy=409, broker_unavailable=503),
    openapi_extra=serves("redrive_dead_letter"),
)
async def redrive_dead_letter(
    consumer: ConsumerPath,
    dead_letter_id: DeadLetterIdPath,
    actor: ActorDep,
    use_case: FromDishka[RedriveDeadLetter],
) -> Response:
    """Send one dead letter back to its consumer, its attempts counted anew (administrators)."""
    letter = await use_case.execute(RedriveDeadLetterCommand(actor, consumer, dead_letter_id))
    return JsonBytes(present_dead_letter(letter))
