"""`GET /analytics/…`: the reports, one query each (staff)."""

from typing import Annotated

from business_hexagon.application.queries.analytics.get_cohorts import (
    GetCohorts,
    GetCohortsQuery,
)
from business_hexagon.application.queries.analytics.get_error_rates import (
    GetErrorRates,
    GetErrorRatesQuery,
)
from business_hexagon.application.queries.analytics.get_live_counters import (
    GetLiveCounters,
    GetLiveCountersQuery,
)
from business_hexagon.application.queries.analytics.get_order_funnel import (
    GetOrderFunnel,
    GetOrderFunnelQuery,
)
from business_hexagon.application.queries.analytics.get_revenue import (
    GetRevenue,
    GetRevenueQuery,
)
from business_hexagon.application.queries.analytics.get_saga_durations import (
    GetSagaDurations,
    GetSagaDurationsQuery,
)
from business_hexagon.application.queries.analytics.get_top_products import (
    GetTopProducts,
    GetTopProductsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details.openapi import problem_responses
from starlette.requests import Request
from starlette.responses import Response
from storage_contracts.analytics.cohorts import CohortsReport
from storage_contracts.analytics.error_rates import ErrorRatesReport
from storage_contracts.analytics.live_counters import LiveCountersReport
from storage_contracts.analytics.order_funnel import OrderFunnelReport
from storage_contracts.analytics.revenue import RevenueReport
from storage_contracts.analytics.saga_durations import SagaDurationsReport
from storage_contracts.analytics.top_products import TopProductsReport

from api_service.interface.http.access.serves import serves
from api_service.interface.http.analytics.period import PeriodDep
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.responses import document

router = APIRouter(
    prefix="/analytics", route_class=DishkaRoute, responses=problem_responses(401, 403, 422)
)


@router.get("/revenue", response_model=RevenueReport, openapi_extra=serves("get_revenue"))
async def get_revenue(  # noqa: PLR0917  FastAPI passes them by name
    request: Request,
    actor: ActorDep,
    period: PeriodDep,
    use_case: FromDishka[GetRevenue],
    country: Annotated[str | None, Query(pattern=r"^[A-Z]{2}$")] = None,
    currency: Annotated[str | None, Query(pattern=r"^[A-Z]{3}$")] = None,
) -> Response:
    """Revenue by day and country."""
    query = GetRevenueQuery(actor, period, country, currency)
    return document(request, await use_case.execute(query))


@router.get(
    "/top_products", response_model=TopProductsReport, openapi_extra=serves("get_top_products")
)
async def get_top_products(
    request: Request,
    actor: ActorDep,
    period: PeriodDep,
    use_case: FromDishka[GetTopProducts],
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Response:
    """The products that sold best."""
    return document(request, await use_case.execute(GetTopProductsQuery(actor, period, limit)))


@router.get(
    "/order_funnel", response_model=OrderFunnelReport, openapi_extra=serves("get_order_funnel")
)
async def get_order_funnel(
    request: Request, actor: ActorDep, period: PeriodDep, use_case: FromDishka[GetOrderFunnel]
) -> Response:
    """How far orders come."""
    return document(request, await use_case.execute(GetOrderFunnelQuery(actor, period)))


@router.get("/cohorts", response_model=CohortsReport, openapi_extra=serves("get_cohorts"))
async def get_cohorts(
    request: Request, actor: ActorDep, period: PeriodDep, use_case: FromDishka[GetCohorts]
) -> Response:
    """Which customers come back."""
    return document(request, await use_case.execute(GetCohortsQuery(actor, period)))


@router.get(
    "/saga_durations",
    response_model=SagaDurationsReport,
    openapi_extra=serves("get_saga_durations"),
)
async def get_saga_durations(
    request: Request,
    actor: ActorDep,
    period: PeriodDep,
    use_case: FromDishka[GetSagaDurations],
) -> Response:
    """How long orders take."""
    return document(request, await use_case.execute(GetSagaDurationsQuery(actor, period)))


@router.get(
    "/error_rates", response_model=ErrorRatesReport, openapi_extra=serves("get_error_rates")
)
async def get_error_rates(
    request: Request, actor: ActorDep, period: PeriodDep, use_case: FromDishka[GetErrorRates]
) -> Response:
    """How often the services log errors."""
    return document(request, await use_case.execute(GetErrorRatesQuery(actor, period)))


@router.get(
    "/live_counters", response_model=LiveCountersReport, openapi_extra=serves("get_live_counters")
)
async def get_live_counters(
    request: Request, actor: ActorDep, use_case: FromDishka[GetLiveCounters]
) -> Response:
    """What happened in the last minutes."""
    return document(request, await use_case.execute(GetLiveCountersQuery(actor)))
