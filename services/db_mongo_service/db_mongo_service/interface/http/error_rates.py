"""GET /analytics/error_rates."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import FieldProblem, ProblemError, problem_responses
from pydantic import Field
from service_access import callers
from starlette.responses import Response
from storage_contracts.analytics.analytics_event import ServiceName
from storage_contracts.analytics.error_rates import ErrorRateInterval, ErrorRatesReport

from db_mongo_service.infrastructure.pipelines.error_rates import ErrorWindow
from db_mongo_service.infrastructure.repositories.error_rates import ErrorRatesRepository
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.moment_range_parameters import MomentRangeParameters

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])

_USUAL: Final = {"minute": timedelta(hours=1), "hour": timedelta(days=1)}
_LONGEST: Final = {"minute": timedelta(days=1), "hour": timedelta(days=366)}


class ErrorRatesParameters(MomentRangeParameters):
    """The span of time, the length of an interval, and one service or all."""

    interval: Annotated[
        ErrorRateInterval | None,
        Field(description="By default minutes for a span of up to a day, else hours."),
    ] = None
    service: ServiceName | None = None

    def as_window(self, now: datetime) -> ErrorWindow:
        """Return the window; without times the last hour by minute, or the last day by hour.

        Raises:
            ProblemError: The span is too long for intervals of this length.
        """
        until = self.until or now
        since = self.since or _before(until, _USUAL[self.interval or "minute"])
        span = until - since
        interval = self.interval or ("minute" if span <= _LONGEST["minute"] else "hour")
        if span > _LONGEST[interval]:
            problem = FieldProblem(
                path="query.from",
                message=f"by {interval} at most {_LONGEST[interval].days} days",
                code="out_of_range",
            )
            detail = "1 field is not acceptable."
            raise ProblemError(422, "validation", detail, errors=[problem])
        return ErrorWindow(since, until, interval, self.service)


def _before(moment: datetime, span: timedelta) -> datetime:
    """Return the moment a span earlier; the calendar begins with the year 1."""
    try:
        return moment - span
    except OverflowError:
        return moment


@router.get(
    "/analytics/error_rates",
    openapi_extra=callers("api_service"),
    response_model=ErrorRatesReport,
    responses=problem_responses(422),
)
async def error_rates(
    parameters: Annotated[ErrorRatesParameters, Query()],
    repository: FromDishka[ErrorRatesRepository],
) -> Response:
    """Count warnings, errors and failures by service and minute or hour."""
    return json_response(await repository.read(parameters.as_window(datetime.now(UTC))))
