"""GET /analytics/top_products."""

from typing import Annotated

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import problem_responses
from pydantic import Field
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.top_products import TopProductsBy, TopProductsReport

from db_mongo_service.infrastructure.repositories.top_products import TopProductsRepository
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.order_filter_parameters import OrderFilterParameters

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])


class TopProductsParameters(OrderFilterParameters):
    """Which orders count, and how products are ranked."""

    by: TopProductsBy = "quantity"
    limit: Annotated[int, Field(ge=1, le=200)] = 10


@router.get(
    "/analytics/top_products",
    openapi_extra=callers("api_service", "bot_service"),
    response_model=TopProductsReport,
    responses=problem_responses(422),
)
async def top_products(
    parameters: Annotated[TopProductsParameters, Query()],
    repository: FromDishka[TopProductsRepository],
) -> Response:
    """Rank products by the quantity or the revenue of completed orders, refunds taken off.

    Currencies are ranked side by side and never converted: ask for one when ranking by revenue.
    """
    orders = parameters.as_filter()
    return json_response(await repository.read(orders, parameters.by, parameters.limit))
