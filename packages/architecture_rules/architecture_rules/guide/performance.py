"""Performance Standards: what holds each of their lines."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_SECTION = "Performance Standards"
_POSTGRES_PLANS = "tests/integration/db_postgres_service/test_query_plans.py"
_MONGO_INDEXES = "tests/integration/db_mongo_service/test_indexes.py"
_POSTGRES_POOL = "tests/integration/db_postgres_service/test_connections.py"
_CACHED_PRODUCTS = "tests/integration/redis_cache/test_cached_products.py"

SENTENCES: Final = (
    GuideSentence(
        text="- **Response Times**: < 200ms for simple operations, < 1s for complex",
        section=_SECTION,
        rules=("Q305", "Q310"),
        note=(
            "A duration is measured, not read from code: `make bench` and `make bench_bot` do, on"
            " an idle machine. The rules find what makes it unbounded: a call that blocks everybody"
            " and a client without a deadline."
        ),
    ),
    GuideSentence(
        text="- **Database Queries**: Optimized with proper indexes",
        section=_SECTION,
        rules=("Q943",),
        tests=(
            f"{_POSTGRES_PLANS}::test_every_sort_walks_an_index",
            f"{_POSTGRES_PLANS}::test_the_usual_filters_use_an_index",
            f"{_MONGO_INDEXES}::test_lists_read_along_an_index",
            f"{_MONGO_INDEXES}::test_reports_read_along_an_index",
        ),
        note=(
            "Which index a query takes is decided by the server's planner, so tests ask the real"
            " servers for the plans; a query that a team adds needs such a test of its own."
        ),
    ),
    GuideSentence(
        text="- **Connection Pooling**: Configured for all external services",
        section=_SECTION,
        rules=("Q309", "Q310", "Q311"),
        tests=(f"{_POSTGRES_POOL}::test_many_callers_share_two_connections",),
    ),
    GuideSentence(
        text="- **Caching**: Redis for frequently accessed data",
        section=_SECTION,
        rules=("Q312",),
        tests=(
            f"{_CACHED_PRODUCTS}::test_a_document_from_redis_equals_the_one_that_was_got",
            f"{_CACHED_PRODUCTS}::test_lists_and_stock_are_never_cached",
        ),
        note=(
            "How often data is asked for is not in the code. The rule finds caches in a process's"
            " own memory that grow without bound; what belongs in Redis is for people to decide."
        ),
    ),
    GuideSentence(
        text="- **Resource Limits**: Memory and CPU constraints in production",
        section=_SECTION,
        rules=("Q324",),
        tests=("tests/unit/deploy/test_compose_files.py::test_every_container_has_limits",),
    ),
)
