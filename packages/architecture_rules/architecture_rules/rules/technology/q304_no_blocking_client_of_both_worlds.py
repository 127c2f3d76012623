"""Some libraries have a blocking client and an async one, and the shorter name is the wrong one."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.mentions import mentions
from architecture_rules.reading.names import Names
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_ASYNC = "sqlalchemy.ext.asyncio"
_INSTEAD = {
    **dict.fromkeys(
        ("redis.Redis", "redis.Redis.from_url", "redis.StrictRedis", "redis.from_url"),
        "redis.asyncio.Redis",
    ),
    "redis.ConnectionPool": "redis.asyncio.ConnectionPool",
    "redis.ConnectionPool.from_url": "redis.asyncio.ConnectionPool",
    "redis.client.Redis": "redis.asyncio.Redis",
    "pymongo.MongoClient": "pymongo.AsyncMongoClient",
    "pymongo.mongo_client.MongoClient": "pymongo.AsyncMongoClient",
    "psycopg.connect": "psycopg.AsyncConnection",
    "psycopg.Connection.connect": "psycopg.AsyncConnection",
    "psycopg_pool.ConnectionPool": "psycopg_pool.AsyncConnectionPool",
    "sqlalchemy.create_engine": f"{_ASYNC}.create_async_engine",
    "sqlalchemy.orm.Session": f"{_ASYNC}.AsyncSession",
    "sqlalchemy.orm.sessionmaker": f"{_ASYNC}.async_sessionmaker",
    "sqlmodel.create_engine": f"{_ASYNC}.create_async_engine",
    "sqlmodel.Session": f"{_ASYNC}.AsyncSession",
    "elasticsearch.Elasticsearch": "elasticsearch.AsyncElasticsearch",
    **dict.fromkeys(
        (
            f"httpx.{each}"
            for each in ("Client", "get", "post", "put", "patch", "delete", "head", "request")
        ),
        "httpx.AsyncClient",
    ),
}


def _look(file: SourceFile) -> Iterator[Place]:
    if not mentions(file, _INSTEAD):
        return
    names = Names(file)
    for call in file.nodes(ast.Call):
        name = names.of(call.func)
        if name in _INSTEAD:
            message = f"{name} blocks the event loop: use {_INSTEAD[name]}"
            yield Place(file.path, call.lineno, message, call.col_offset + 1)


_PATH = "packages/shop_cache/shop_cache/connection.py"
_REST = '\n\ndef connect(url: str) -> Redis:\n    """A client."""\n    return Redis.from_url(url)'

RULE = FileRule(
    RuleCard(
        id="Q304",
        name="no_blocking_client_of_both_worlds",
        section="Technology Stack Requirements",
        why=(
            "redis, pymongo, httpx, psycopg and SQLAlchemy offer the same client twice. The"
            " blocking one works in every test and halts the whole process under load."
        ),
        mend="Build the async client: the message says which.",
        bad=Example({_PATH: f"from redis import Redis\n{_REST}  # <- here\n"}),
        good=Example({_PATH: f"from redis.asyncio import Redis\n{_REST}\n"}),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
