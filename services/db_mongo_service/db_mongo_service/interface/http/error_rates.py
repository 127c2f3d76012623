"""GET /analytics/error_rates."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter, Query
from problem_details import FieldProblem, ProblemError, problem_responses
from starlette.responses import Response
from storage_contracts.analytics.analytics_event import ServiceName
from storage_contracts.analytics.error_rates import ErrorRateInterval, ErrorRatesReport

from db_mongo_service.infrastructure.pipelines.error_rates import ErrorWindow
from db_mongo_service.infrastructure.repositories.error_rates import ErrorRatesRepository
from db_mongo_service.interface.http.json_response import json_response
from db_mongo_service.interface.http.moment_range_parameters import MomentRangeParameters

router = APIRouter(route_class=DishkaRoute, tags=["analytics"])

_USUAL: Final = {"minute": timedelta(hours=1), "hour": timedelta(days=1)}
_LONGEST: Final = {"minute": timedelta(days=1), "hour": timedelta(days=31)}


class ErrorRatesParameters(MomentRangeParameters):
    """The span of time, the length of an interval, and one service or all."""

    interval: ErrorRateInterval = "minute"
    service: ServiceName | None = None

    def as_window(self, now: datetime) -> ErrorWindow:
        """Return the window; the last hour by minute, or the last day by hour, by default.

        Raises:
            ProblemError: The span is too long for intervals of this length.
        """
        until = self.until or now
        try:
            since = self.since or until - _USUAL[self.interval]
        except OverflowError:
            since = datetime.min.replace(tzinfo=UTC)
        if until - since > _LONGEST[self.interval]:
            raise ProblemError(
                422,
                "validation",
                "1 field is not acceptable.",
                errors=[
                    FieldProblem(
                        path="query.from",
                        message=f"by {self.interval} at most {_LONGEST[self.interval].days} days",
                        code="out_of_range",
                    ),
                ],
            )
        return ErrorWindow(since, until, self.interval, self.service)


@router.get(
    "/analytics/error_rates",
    response_model=ErrorRatesReport,
    responses=problem_responses(422),
)
async def error_rates(
    parameters: Annotated[ErrorRatesParameters, Query()],
    repository: FromDishka[ErrorRatesRepository],
) -> Response:
    """Count warnings, errors and failures by service and minute or hour."""
    return json_response(await repository.read(parameters.as_window(datetime.now(UTC))))
