"""What a service may refuse although the request is as its schema describes it.

A schema cannot say that an end comes after a beginning, or that a cursor was given out. Each such
rule is named here once, with the operations that have it; everything else must be accepted.
"""

from collections.abc import Mapping
from typing import Final

from db_postgres_service.infrastructure.reading.catalogue import RESOURCES

from tests.security.fuzz_target import Allowance

_LISTS: Final = "a cursor is one that was given out, a sort names columns that have an index"
_MONGO_LISTS: Final = ("GET /analytics_events", "GET /application_logs", "GET /user_behaviour")
_POSTGRES_LISTS: Final = tuple(f"GET /{resource.name}" for resource in RESOURCES)
_REPORTS: Final = (
    "GET /analytics/revenue",
    "GET /analytics/top_products",
    "GET /analytics/order_funnel",
    "GET /analytics/cohorts",
    "GET /analytics/saga_durations",
    "GET /analytics/error_rates",
)

ALLOWANCES: Final[Mapping[str, tuple[Allowance, ...]]] = {
    "db_mongo_service": (
        Allowance(reason=_LISTS, statuses=(422,), operations=_MONGO_LISTS),
        Allowance(
            reason="a span of time does not end before it begins, and has a longest length",
            statuses=(422,),
            operations=_REPORTS,
        ),
        Allowance(
            reason="the type of an event says which of its fields must be there",
            statuses=(422,),
            operations=("POST /analytics_events/bulk",),
        ),
        Allowance(
            reason="attributes are bounded in depth, number and the size of whole numbers",
            statuses=(422,),
            operations=("POST /application_logs/bulk",),
        ),
    ),
    "db_postgres_service": (
        Allowance(
            reason=_LISTS,
            statuses=(422,),
            operations=_POSTGRES_LISTS,
        ),
        Allowance(
            reason="a key is used for one request, a row written once, and text has no NUL",
            statuses=(422,),
            operations=("POST /orders/place", "POST /atomic_writes", "POST /atomic_writes/batch"),
        ),
    ),
    "api_service": (),
}
