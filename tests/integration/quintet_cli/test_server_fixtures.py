"""The fixtures that every other integration test stands on."""

import aio_pika
import asyncpg
import pytest
from pymongo import AsyncMongoClient
from redis.asyncio import Redis

pytestmark = pytest.mark.integration


async def test_gives_a_postgres_database_of_its_own(
    postgres_url: str, fresh_postgres_url: str
) -> None:
    """Two fixtures are two databases, and the role may make tables."""
    assert postgres_url != fresh_postgres_url
    connection = await asyncpg.connect(fresh_postgres_url)
    try:
        await connection.execute("create table shelf (id bigint primary key)")
        assert await connection.fetchval("select count(*) from shelf") == 0
    finally:
        await connection.close()


async def test_gives_a_mongodb_replica_set_with_transactions(
    mongodb_url: str, fresh_mongodb_database: str
) -> None:
    """A transaction commits, which only a replica set can do."""
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(mongodb_url)
    async with client, client.start_session() as session:
        shelf = client[fresh_mongodb_database]["shelf"]
        async with await session.start_transaction():
            await shelf.insert_one({"_id": 1}, session=session)
        assert await shelf.count_documents({}) == 1


async def test_gives_a_rabbitmq_virtual_host_with_quorum_queues(rabbitmq_url: str) -> None:
    """A confirmed message comes back out of a quorum queue."""
    connection = await aio_pika.connect(rabbitmq_url)
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        queue = await channel.declare_queue(
            "shelf", durable=True, arguments={"x-queue-type": "quorum"}
        )
        await channel.default_exchange.publish(aio_pika.Message(b"book"), "shelf")
        message = await queue.get(timeout=10)
        assert message is not None
        assert message.body == b"book"
        await message.ack()


async def test_gives_an_empty_redis_database(fresh_redis_url: str) -> None:
    """A key can be set, and nothing was there before."""
    async with Redis.from_url(fresh_redis_url) as client:
        assert await client.dbsize() == 0
        assert await client.set("book", "1")
