"""POST /analytics_events/bulk."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details import problem_responses
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.analytics_event import AnalyticsEventsBulk
from storage_contracts.analytics.bulk_result import BulkResult

from db_mongo_service.infrastructure.repositories.analytics_events import (
    AnalyticsEventsRepository,
)
from db_mongo_service.interface.http.json_response import json_response

router = APIRouter(route_class=DishkaRoute, tags=["analytics_events"])


@router.post(
    "/analytics_events/bulk",
    openapi_extra=callers("worker_service"),
    response_model=BulkResult,
    responses=problem_responses(400, 413, 415, 422),
)
async def record_analytics_events(
    bulk: AnalyticsEventsBulk,
    repository: FromDishka[AnalyticsEventsRepository],
) -> Response:
    """Record events, each exactly once by its `event_id`, however often they are sent.

    One malformed event refuses the whole call, and the answer names its fields.
    """
    return json_response(await repository.record(bulk.events))
