"""GET /analytics/live_counters."""

from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.live_counters import LiveCountersReport

from db_mongo_service.infrastructure.repositories.live_counters import LiveCountersRepository
from db_mongo_service.interface.http.json_response import json_response

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])


class LiveCountersParameters(BaseModel):
    """How far to look back."""

    model_config = ConfigDict(extra="forbid")

    minutes: Annotated[int, Field(ge=1, le=1_440)] = 15


@router.get(
    "/analytics/live_counters",
    openapi_extra=callers("api_service", "bot_service"),
    response_model=LiveCountersReport,
    responses=problem_responses(422),
)
async def live_counters(
    parameters: Annotated[LiveCountersParameters, Query()],
    repository: FromDishka[LiveCountersRepository],
) -> Response:
    """Count the events of the last minutes by type."""
    return json_response(await repository.read(parameters.minutes))
