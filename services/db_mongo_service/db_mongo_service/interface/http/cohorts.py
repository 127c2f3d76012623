"""GET /analytics/cohorts."""

from datetime import date
from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import problem_responses
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.cohorts import CohortsReport
from storage_contracts.wire_model import Day

from db_mongo_service.infrastructure.repositories.cohorts import CohortsRepository
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.order_filter_parameters import require_order

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])


class CohortsParameters(BaseModel):
    """Which cohorts to show, by any day of their month."""

    model_config = ConfigDict(extra="forbid")

    first_month: Annotated[
        Day | None,
        Field(alias="from", description="A day of the first month.", examples=["2026-01-01"]),
    ] = None
    last_month: Annotated[
        Day | None,
        Field(alias="to", description="A day of the last month.", examples=["2026-06-01"]),
    ] = None

    @field_validator("last_month")
    @classmethod
    def _in_order(cls, last_month: date | None, info: ValidationInfo[object]) -> date | None:
        return require_order(last_month, info.data.get("first_month"))


@router.get(
    "/analytics/cohorts",
    openapi_extra=callers("api_service"),
    response_model=CohortsReport,
    responses=problem_responses(422),
)
async def cohorts(
    parameters: Annotated[CohortsParameters, Query()],
    repository: FromDishka[CohortsRepository],
) -> Response:
    """Tell for the customers of each month how many came back in later months."""
    return json_response(await repository.read(parameters.first_month, parameters.last_month))
