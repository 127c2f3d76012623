"""What staff may ask."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.queries.analytics.get_cohorts import GetCohorts, GetCohortsQuery
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
from business_hexagon.application.queries.analytics.get_revenue import GetRevenue, GetRevenueQuery
from business_hexagon.application.queries.analytics.get_saga_durations import (
    GetSagaDurations,
    GetSagaDurationsQuery,
)
from business_hexagon.application.queries.analytics.get_top_products import (
    MOST_PRODUCTS,
    GetTopProducts,
    GetTopProductsQuery,
)
from business_hexagon.application.queries.analytics.get_user_behaviour import (
    GetUserBehaviour,
    GetUserBehaviourQuery,
)
from business_hexagon.domain.analytics.period import Period
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.values.person_key import person_key

from tests.fakes.in_memory_documents import CannedAnalyticsDocuments
from tests.unit.business_hexagon.memory.people import ADA, ADA_ID, STAFF

type Ask = Callable[[Actor], Awaitable[Document]]

JANUARY = Period(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))
DOCUMENTS = CannedAnalyticsDocuments()
IN_JANUARY = {"start": "2026-01-01T00:00:00+00:00", "end": "2026-02-01T00:00:00+00:00"}


def revenue(actor: Actor) -> Awaitable[Document]:
    """How much."""
    query = GetRevenueQuery(actor, JANUARY, country="GB", currency="GBP")
    return GetRevenue(documents=DOCUMENTS).execute(query)


def top_products(actor: Actor) -> Awaitable[Document]:
    """What."""
    return GetTopProducts(documents=DOCUMENTS).execute(GetTopProductsQuery(actor, JANUARY, 3))


def order_funnel(actor: Actor) -> Awaitable[Document]:
    """How far."""
    return GetOrderFunnel(documents=DOCUMENTS).execute(GetOrderFunnelQuery(actor, JANUARY))


def cohorts(actor: Actor) -> Awaitable[Document]:
    """How often."""
    return GetCohorts(documents=DOCUMENTS).execute(GetCohortsQuery(actor, JANUARY))


def saga_durations(actor: Actor) -> Awaitable[Document]:
    """How fast."""
    return GetSagaDurations(documents=DOCUMENTS).execute(GetSagaDurationsQuery(actor, JANUARY))


def error_rates(actor: Actor) -> Awaitable[Document]:
    """How badly."""
    return GetErrorRates(documents=DOCUMENTS).execute(GetErrorRatesQuery(actor, JANUARY))


def live_counters(actor: Actor) -> Awaitable[Document]:
    """What now."""
    return GetLiveCounters(documents=DOCUMENTS).execute(GetLiveCountersQuery(actor))


def user_behaviour(actor: Actor) -> Awaitable[Document]:
    """Who."""
    return GetUserBehaviour(documents=DOCUMENTS).execute(GetUserBehaviourQuery(actor, ADA_ID))


REPORTS: list[tuple[Ask, dict[str, str | int]]] = [
    (revenue, {"report": "revenue", **IN_JANUARY, "country": "GB", "currency": "GBP"}),
    (top_products, {"report": "top_products", **IN_JANUARY, "limit": 3}),
    (order_funnel, {"report": "order_funnel", **IN_JANUARY}),
    (cohorts, {"report": "cohorts", **IN_JANUARY}),
    (saga_durations, {"report": "saga_durations", **IN_JANUARY}),
    (error_rates, {"report": "error_rates", **IN_JANUARY}),
    (live_counters, {"report": "live_counters"}),
    (user_behaviour, {"report": "user_behaviour", "user_key": person_key(ADA_ID)}),
]


@pytest.mark.parametrize(("ask", "report"), REPORTS)
async def test_gives_staff_the_report_that_was_asked_for(
    ask: Ask,
    report: dict[str, str | int],
) -> None:
    """With every parameter passed on."""
    document = await ask(STAFF)

    assert json.loads(document.content) == report


@pytest.mark.parametrize("ask", [ask for ask, _ in REPORTS])
async def test_gives_customers_no_report(ask: Ask) -> None:
    """The shop's numbers are the shop's."""
    with pytest.raises(PermissionDenied):
        await ask(ADA)


@pytest.mark.parametrize("limit", [0, MOST_PRODUCTS + 1])
async def test_refuses_a_limit_out_of_range(limit: int) -> None:
    """A list of everything is no top list."""
    with pytest.raises(InvalidValue) as refusal:
        await GetTopProducts(documents=DOCUMENTS).execute(
            GetTopProductsQuery(STAFF, JANUARY, limit),
        )

    assert refusal.value.field == "limit"
