"""GET /analytics_events and GET /analytics_events/{event_id}."""

from uuid import UUID

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details import ProblemError, problem_responses
from service_access import callers
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.analytics.analytics_event import EXAMPLE_STORED_EVENT, StoredAnalyticsEvent
from storage_contracts.pages import Page

from db_mongo_service.infrastructure.listing.listables import ANALYTICS_EVENTS
from db_mongo_service.infrastructure.repositories.listing import AnalyticsEventsListing
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.list_parameters import (
    Cursor,
    Limit,
    Sort,
    document_list,
    list_request,
)

router = APIRouter(route_class=DishkaRoute, tags=["analytics_events"])


@router.get(
    "/analytics_events",
    response_model=Page[StoredAnalyticsEvent],
    responses=problem_responses(422),
    openapi_extra=callers(
        "quintet_cli", extra=document_list(ANALYTICS_EVENTS, EXAMPLE_STORED_EVENT)
    ),
)
async def list_analytics_events(
    request: Request,
    listing: FromDishka[AnalyticsEventsListing],
    limit: Limit = 50,
    sort: Sort = None,
    cursor: Cursor = None,
) -> Response:
    """List events, newest first; filters are `<field>__<operator>=<value>`."""
    page = await listing.page(list_request(request, limit, sort, cursor))
    items = [StoredAnalyticsEvent.model_validate(item) for item in page.items]
    return json_response(Page[StoredAnalyticsEvent](items=items, next_cursor=page.next_cursor))


@router.get(
    "/analytics_events/{event_id}",
    openapi_extra=callers("quintet_cli"),
    response_model=StoredAnalyticsEvent,
    responses=problem_responses(404, 422),
)
async def get_analytics_event(
    event_id: UUID, listing: FromDishka[AnalyticsEventsListing]
) -> Response:
    """Return one event."""
    document = await listing.get(event_id)
    if document is None:
        raise ProblemError(404, "not_found", "There is no such event.")
    return json_response(StoredAnalyticsEvent.model_validate(document))
