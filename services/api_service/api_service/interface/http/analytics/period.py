"""The period of a report, from the query."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from business_hexagon.domain.analytics.period import Period
from fastapi import Depends, Query

from api_service.interface.http.body_types import Instant

_DEFAULT = timedelta(days=30)


def period(
    since: Annotated[
        Instant | None,
        Query(alias="from", description="First moment; 30 days before `to` by default."),
    ] = None,
    until: Annotated[
        Instant | None, Query(alias="to", description="End, not included; now by default.")
    ] = None,
) -> Period:
    """The period that the query asks for."""
    end = until or datetime.now(UTC)
    return Period(since or end - _DEFAULT, end)


PeriodDep = Annotated[Period, Depends(period)]
