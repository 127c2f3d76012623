"""Technology Stack Requirements: what holds each of their lines."""

from typing import Final

from architecture_rules.guide.guide_sentence import GuideSentence

__all__ = ["SENTENCES"]

_SECTION = "3. Technology Stack Requirements"
_COMPOSE_TESTS = "tests/unit/deploy/test_compose_files.py"

SENTENCES: Final = (
    GuideSentence(
        text=(
            "- **MANDATORY**: Python Version - 3.12+ MANDATORY for all services (unified runtime)"
        ),
        section=_SECTION,
        rules=("Q301", "Q320"),
    ),
    GuideSentence(
        text="- **MANDATORY**: Base Image - `python:3.12-slim` for all Docker containers",
        section=_SECTION,
        rules=("Q320", "Q321", "Q322", "Q327", "Q328", "Q329"),
        note=(
            "Held for every image that is built of a member. PostgreSQL, MongoDB, Redis and"
            " RabbitMQ come in their makers' images, which only have to be pinned."
        ),
    ),
    GuideSentence(
        text=(
            "- **MANDATORY**: Async Libraries - Use only async-compatible libraries (asyncpg,"
            " aio-pika, redis.asyncio)"
        ),
        section=_SECTION,
        rules=("Q302", "Q303", "Q304", "Q305", "Q306", "Q307", "Q308"),
        note=(
            "The rules know the blocking libraries and calls by their names: one that nobody has"
            " heard of, or that is called through another function, is found by measuring only."
        ),
    ),
    GuideSentence(
        text="- **MANDATORY**: Database Strategy - Dual database approach (PostgreSQL + MongoDB)",
        section=_SECTION,
        rules=("Q107", "Q326"),
        tests=(f"{_COMPOSE_TESTS}::test_a_database_shares_a_network_with_its_data_service_alone",),
    ),
)
