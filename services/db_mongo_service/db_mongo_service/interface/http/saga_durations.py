"""GET /analytics/saga_durations."""

from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import problem_responses
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.saga_durations import SagaDurationsReport

from db_mongo_service.infrastructure.repositories.saga_durations import SagaDurationsRepository
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.moment_range_parameters import MomentRangeParameters

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])


@router.get(
    "/analytics/saga_durations",
    openapi_extra=callers("api_service"),
    response_model=SagaDurationsReport,
    responses=problem_responses(422),
)
async def saga_durations(
    parameters: Annotated[MomentRangeParameters, Query()],
    repository: FromDishka[SagaDurationsRepository],
) -> Response:
    """Tell how long orders took from creation to completion or cancellation, in milliseconds."""
    return json_response(await repository.read(parameters.since, parameters.until))
