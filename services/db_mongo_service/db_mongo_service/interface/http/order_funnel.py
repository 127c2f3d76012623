"""GET /analytics/order_funnel."""

from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import problem_responses
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.order_funnel import OrderFunnelReport

from db_mongo_service.infrastructure.repositories.order_funnel import OrderFunnelRepository
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.order_filter_parameters import OrderFilterParameters

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])


@router.get(
    "/analytics/order_funnel",
    openapi_extra=callers("api_service", "bot_service"),
    response_model=OrderFunnelReport,
    responses=problem_responses(422),
)
async def order_funnel(
    parameters: Annotated[OrderFilterParameters, Query()],
    repository: FromDishka[OrderFunnelRepository],
) -> Response:
    """Count the orders that were created, had stock reserved, were paid and were completed."""
    return json_response(await repository.read(parameters.as_filter()))
