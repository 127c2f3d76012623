"""GET /analytics/revenue."""

from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import problem_responses
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.revenue import RevenueReport

from db_mongo_service.infrastructure.repositories.revenue import RevenueRepository
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.order_filter_parameters import OrderFilterParameters

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])


@router.get(
    "/analytics/revenue",
    openapi_extra=callers("api_service", "bot_service", "quintet_cli"),
    response_model=RevenueReport,
    responses=problem_responses(422),
)
async def revenue(
    parameters: Annotated[OrderFilterParameters, Query()],
    repository: FromDishka[RevenueRepository],
) -> Response:
    """Sum completed orders by business day, country and currency, exactly.

    Refunds are shown apart and taken off the day of their order.
    """
    return json_response(await repository.read(parameters.as_filter()))
