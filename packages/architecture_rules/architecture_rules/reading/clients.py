"""Clients of servers: how they are built, bounded and told when to give up."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.mentions import mentions
from architecture_rules.reading.names import Names

__all__ = ["CLIENTS", "Client", "client_calls", "keywords_of"]


@dataclass(frozen=True, slots=True)
class Client:
    """A class or function that makes connections.

    Attributes:
        what: What it makes, for messages.
        bounds: Any one of these arguments bounds its connections; empty if it makes one only.
        patience: Each of these groups must have an argument that is given.
    """

    what: str
    bounds: tuple[str, ...] = ()
    patience: tuple[tuple[str, ...], ...] = ()


_ENGINE = Client("a pool of a database", ("pool_size", "poolclass", "pool"))
_HTTP = Client("an HTTP client", ("limits", "transport"), (("timeout",),))
_SESSION = Client("an HTTP session", ("connector",), (("timeout",),))
_BROKER = Client("a connection to the broker", (), (("timeout",),))
_REDIS = Client(
    "a client of Redis",
    ("max_connections", "connection_pool", "single_connection_client"),
    (("socket_timeout", "connection_pool"), ("socket_connect_timeout", "connection_pool")),
)
_REDIS_POOL = Client(
    "a pool of Redis", ("max_connections",), (("socket_timeout",), ("socket_connect_timeout",))
)
_MONGO = Client("a client of MongoDB", ("maxPoolSize",), (("serverSelectionTimeoutMS",),))
_POSTGRES = Client("a connection to PostgreSQL", (), (("timeout",),))
_POSTGRES_POOL = Client("a pool of PostgreSQL", ("max_size",), (("timeout",), ("command_timeout",)))

CLIENTS: dict[str, Client] = {
    "sqlalchemy.ext.asyncio.create_async_engine": _ENGINE,
    "sqlalchemy.ext.asyncio.async_engine_from_config": _ENGINE,
    "sqlalchemy.create_engine": _ENGINE,
    "httpx.AsyncClient": _HTTP,
    "httpx.Client": _HTTP,
    "aiohttp.ClientSession": _SESSION,
    "aio_pika.connect": _BROKER,
    "aio_pika.connect_robust": _BROKER,
    "aiormq.connect": _BROKER,
    "redis.asyncio.Redis": _REDIS,
    "redis.asyncio.Redis.from_url": _REDIS,
    "redis.asyncio.from_url": _REDIS,
    "redis.asyncio.client.Redis": _REDIS,
    "redis.asyncio.ConnectionPool": _REDIS_POOL,
    "redis.asyncio.ConnectionPool.from_url": _REDIS_POOL,
    "redis.asyncio.BlockingConnectionPool": _REDIS_POOL,
    "redis.asyncio.BlockingConnectionPool.from_url": _REDIS_POOL,
    "redis.Redis": _REDIS,
    "redis.Redis.from_url": _REDIS,
    "redis.from_url": _REDIS,
    "pymongo.AsyncMongoClient": _MONGO,
    "pymongo.MongoClient": _MONGO,
    "motor.motor_asyncio.AsyncIOMotorClient": _MONGO,
    "asyncpg.connect": _POSTGRES,
    "asyncpg.create_pool": _POSTGRES_POOL,
    "aiogram.Bot": Client("a client of Telegram"),
    "aiogram.client.bot.Bot": Client("a client of Telegram"),
}
"""By dotted name."""


def client_calls(
    file: SourceFile, calls: Iterator[ast.Call] | list[ast.Call] | None = None
) -> Iterator[tuple[ast.Call, str, Client]]:
    """Yield the calls that make a client, with the name of what is called.

    Args:
        file: Where to look.
        calls: Those in question; all of the file without it.
    """
    if not mentions(file, CLIENTS):
        return
    names = Names(file)
    for call in file.nodes(ast.Call) if calls is None else calls:
        name = names.of(call.func)
        client = CLIENTS.get(name)
        if client is not None:
            yield call, name, client


def keywords_of(call: ast.Call) -> dict[str, ast.expr] | None:
    """Return the arguments that are given by name; None if `**` may give any."""
    if any(each.arg is None for each in call.keywords):
        return None
    return {each.arg: each.value for each in call.keywords if each.arg is not None}
