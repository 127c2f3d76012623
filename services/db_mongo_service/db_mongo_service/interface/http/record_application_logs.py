"""POST /application_logs/bulk."""

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details import problem_responses
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.application_log import ApplicationLogsBulk
from storage_contracts.analytics.bulk_result import BulkResult

from db_mongo_service.infrastructure.repositories.application_logs import (
    ApplicationLogsRepository,
)
from db_mongo_service.interface.http.json_response import json_response

router = APIRouter(route_class=DishkaRoute, tags=["application_logs"])


@router.post(
    "/application_logs/bulk",
    openapi_extra=callers("api_service", "bot_service", "worker_service"),
    response_model=BulkResult,
    responses=problem_responses(400, 413, 415, 422),
)
async def record_application_logs(
    bulk: ApplicationLogsBulk,
    repository: FromDishka[ApplicationLogsRepository],
) -> Response:
    """Keep log records of warning and above, each once by its `log_id`."""
    return json_response(await repository.record(bulk.logs))
