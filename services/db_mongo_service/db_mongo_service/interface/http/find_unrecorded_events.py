"""POST /analytics_events/unrecorded."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details import problem_responses
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics import unrecorded_events as wire

from db_mongo_service.infrastructure.repositories.unrecorded_events import UnrecordedEvents
from db_mongo_service.interface.http.json_response import json_response

router = APIRouter(route_class=DishkaRoute, tags=["analytics_events"])


@router.post(
    "/analytics_events/unrecorded",
    openapi_extra=callers("worker_service"),
    response_model=wire.UnrecordedEvents,
    responses=problem_responses(400, 413, 415, 422),
)
async def find_unrecorded_events(
    question: wire.RecordedEventsQuestion,
    events: FromDishka[UnrecordedEvents],
) -> Response:
    """Tell which of these published events were never recorded; what has expired was."""
    missing = await events.among(question.events)
    return json_response(wire.UnrecordedEvents(event_ids=missing))
