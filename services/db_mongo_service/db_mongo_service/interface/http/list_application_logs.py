"""GET /application_logs and GET /application_logs/{log_id}."""

from uuid import UUID

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details import ProblemError, problem_responses
from service_access import callers
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.analytics.application_log import EXAMPLE_STORED_LOG, StoredApplicationLog
from storage_contracts.pages import Page

from db_mongo_service.infrastructure.listing.listables import APPLICATION_LOGS
from db_mongo_service.infrastructure.repositories.listing import ApplicationLogsListing
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.list_parameters import (
    Cursor,
    Limit,
    Sort,
    document_list,
    list_request,
)

router = APIRouter(route_class=DishkaRoute, tags=["application_logs"])


@router.get(
    "/application_logs",
    response_model=Page[StoredApplicationLog],
    responses=problem_responses(422),
    openapi_extra=callers("quintet_cli", extra=document_list(APPLICATION_LOGS, EXAMPLE_STORED_LOG)),
)
async def list_application_logs(
    request: Request,
    listing: FromDishka[ApplicationLogsListing],
    limit: Limit = 50,
    sort: Sort = None,
    cursor: Cursor = None,
) -> Response:
    """List log records, newest first; filters are `<field>__<operator>=<value>`."""
    page = await listing.page(list_request(request, limit, sort, cursor))
    items = [StoredApplicationLog.model_validate(item) for item in page.items]
    return json_response(Page[StoredApplicationLog](items=items, next_cursor=page.next_cursor))


@router.get(
    "/application_logs/{log_id}",
    openapi_extra=callers("quintet_cli"),
    response_model=StoredApplicationLog,
    responses=problem_responses(404, 422),
)
async def get_application_log(
    log_id: UUID, listing: FromDishka[ApplicationLogsListing]
) -> Response:
    """Return one log record."""
    document = await listing.get(log_id)
    if document is None:
        raise ProblemError(404, "not_found", "There is no such log record.")
    return json_response(StoredApplicationLog.model_validate(document))
