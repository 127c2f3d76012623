"""One question to each kind of server: could the application use you now?"""

import aio_pika
import asyncpg
from pymongo import AsyncMongoClient
from redis.asyncio import Redis

_SECONDS = 5


async def probe_postgres(url: str) -> None:
    """Ask for one row; any failure raises."""
    connection = await asyncpg.connect(url, timeout=_SECONDS)
    try:
        await connection.fetchval("select 1")
    finally:
        await connection.close(timeout=_SECONDS)


async def probe_mongodb(url: str) -> None:
    """Find a writable primary and ping it; any failure raises."""
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(
        url, serverSelectionTimeoutMS=_SECONDS * 1000
    )
    async with client:
        await client.admin.command("ping")


async def probe_redis(url: str) -> None:
    """Ping; fails while the append only file is still being loaded."""
    client = Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)
    async with client:
        await client.ping()


async def probe_rabbitmq(url: str) -> None:
    """Open a connection and a channel; any failure raises."""
    connection = await aio_pika.connect(url, timeout=_SECONDS)
    async with connection:
        await connection.channel()
