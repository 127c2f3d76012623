"""Every query is served by an index; the frequent reports never touch a document."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from db_mongo_service.infrastructure.bson_types import CODEC_OPTIONS, Bson, Document, Pipeline
from db_mongo_service.infrastructure.listing.filters import parse_filters
from db_mongo_service.infrastructure.listing.listable import Listable
from db_mongo_service.infrastructure.listing.listables import (
    ANALYTICS_EVENTS,
    APPLICATION_LOGS,
    USER_BEHAVIOUR,
)
from db_mongo_service.infrastructure.listing.ordering import parse_sort
from db_mongo_service.infrastructure.pipelines.cohorts import cohorts_pipeline
from db_mongo_service.infrastructure.pipelines.error_rates import (
    ErrorWindow,
    error_rates_pipeline,
)
from db_mongo_service.infrastructure.pipelines.live_counters import live_counters_pipeline
from db_mongo_service.infrastructure.pipelines.order_filter import OrderFilter
from db_mongo_service.infrastructure.pipelines.order_funnel import order_funnel_pipeline
from db_mongo_service.infrastructure.pipelines.revenue import revenue_pipeline
from db_mongo_service.infrastructure.pipelines.saga_durations import saga_durations_pipeline
from db_mongo_service.infrastructure.pipelines.top_products import top_products_pipeline
from pymongo.asynchronous.database import AsyncDatabase

from tests.fixtures.analytics_events import MORNING, OrderEvents
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration

DAYS = OrderFilter(first_day=date(2026, 1, 1), last_day=date(2026, 1, 31))
NOW = datetime(2026, 1, 15, 11, tzinfo=UTC)
WINDOW = ErrorWindow(NOW - timedelta(hours=1), NOW, "minute")
UUID_TEXT = "1f0c7a52-55f2-6d10-b1a9-0242ac120002"


def stages(plan: Bson) -> Iterator[str]:
    """Walk through the winning plan."""
    if isinstance(plan, Mapping):
        if "stage" in plan:
            yield str(plan["stage"])
        for name, part in plan.items():
            if name != "rejectedPlans":
                yield from stages(part)
    elif isinstance(plan, list):
        for part in plan:
            yield from stages(part)


async def plan_of(
    database: AsyncDatabase[Document],
    collection: str,
    pipeline: Pipeline,
) -> set[str]:
    """Return the names of the stages of the winning plans."""
    command: Document = {"aggregate": collection, "pipeline": pipeline, "cursor": {}}
    explained = await database.command(
        {"explain": command, "verbosity": "queryPlanner"},
        codec_options=CODEC_OPTIONS,
    )
    return set(stages(explained))


@pytest.mark.parametrize(
    ("collection", "pipeline", "covered"),
    [
        ("order_facts", revenue_pipeline(DAYS), True),
        ("order_facts", revenue_pipeline(OrderFilter(channel="web")), True),
        ("order_facts", cohorts_pipeline(None, None), True),
        ("analytics_events", live_counters_pipeline(NOW), True),
        ("application_logs", error_rates_pipeline(WINDOW)[:2], True),
        ("order_facts", top_products_pipeline(DAYS, "quantity", 10), False),
        ("order_facts", order_funnel_pipeline(DAYS), False),
        ("order_facts", saga_durations_pipeline(MORNING, NOW), False),
    ],
)
async def test_reports_read_along_an_index(
    service: Service,
    database: AsyncDatabase[Document],
    collection: str,
    pipeline: Pipeline,
    covered: bool,  # noqa: FBT001  a parameter of the table above
) -> None:
    """Those that are asked often are answered from the index alone."""
    await service.record(*OrderEvents().whole_story())
    names = await plan_of(database, collection, pipeline)
    assert "IXSCAN" in names
    assert "COLLSCAN" not in names
    assert ("FETCH" not in names) is covered


def every_filter() -> Iterator[tuple[Listable, str, str]]:
    """Every field and operator of every list, with a value that fits."""
    for listable in (ANALYTICS_EVENTS, APPLICATION_LOGS, USER_BEHAVIOUR):
        for name, field in listable.fields.items():
            for operator in sorted(field.operators):
                value = UUID_TEXT
                if operator == "is_null":
                    value = "true"
                elif name.endswith("_at"):
                    value = "2026-01-15T10:30:00Z"
                yield listable, f"{name}__{operator}", value


@pytest.mark.parametrize(("listable", "parameter", "value"), [*every_filter()])
async def test_lists_read_along_an_index(
    service: Service,
    database: AsyncDatabase[Document],
    listable: Listable,
    parameter: str,
    value: str,
) -> None:
    """Whatever the filter, the collection is never read through, nor sorted afterwards."""
    assert service.client is not None
    sort = {key.path: key.direction for key in parse_sort(listable, None)}
    pipeline: Pipeline = [
        {"$match": {"$and": parse_filters(listable, [(parameter, value)])}},
        {"$sort": sort},
        {"$limit": 10},
    ]
    names = await plan_of(database, listable.collection, pipeline)
    assert "COLLSCAN" not in names
    assert names & {"IXSCAN", "IDHACK", "EOF"}
