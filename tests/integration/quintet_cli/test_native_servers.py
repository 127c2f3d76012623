"""Each real server: started, killed, restarted, and its data is still there."""

import os
import signal
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aio_pika
import asyncpg
import pytest
from pymongo import AsyncMongoClient
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.process_record import ProcessRecord, start_ticks_of
from quintet_cli.servers.server import Server
from quintet_cli.servers.server_errors import ServerDidNotStartError
from quintet_cli.servers.server_set import ServerSet, open_servers
from redis.asyncio import Redis

from tests.fixtures.eventually import eventually

pytestmark = pytest.mark.integration


@pytest.fixture
async def servers(passable_folder: Path) -> AsyncIterator[ServerSet]:
    """Durable servers of this test alone, none started yet."""
    chosen = open_servers(passable_folder, os.environ)
    yield chosen
    await chosen.stop()


async def crash(server: Server) -> None:
    """Kill a server as a power cut would."""
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    assert await server.wait_ended() == -signal.SIGKILL


async def test_postgres_keeps_what_was_committed(servers: ServerSet) -> None:
    """With fsync on, as a person's data deserves."""
    server = servers["postgres"]
    await servers.install(["postgres"])
    await server.start()
    connection = await asyncpg.connect(server.url)
    await connection.execute("create table shelf as select 7 as books")
    assert await connection.fetchval("show fsync") == "on"
    await connection.close()
    await crash(server)
    await server.start()
    connection = await asyncpg.connect(server.url)
    assert await connection.fetchval("select books from shelf") == 7
    await connection.close()


async def test_postgres_refuses_a_wrong_password(servers: ServerSet) -> None:
    """SCRAM passwords are on, also on the loopback."""
    server = servers["postgres"]
    await servers.install(["postgres"])
    await server.start()
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(server.url, password="wrong")


async def test_mongodb_keeps_what_was_acknowledged(servers: ServerSet) -> None:
    """The application may use its database and no other."""
    server = servers["mongodb"]
    await servers.install(["mongodb"])
    await server.start()
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(server.url)
    async with client:
        await client["quintet"]["shelf"].insert_one({"_id": 7})
    await crash(server)
    await server.start()
    client = AsyncMongoClient(server.url)
    async with client:
        assert await client["quintet"]["shelf"].count_documents({"_id": 7}) == 1


async def test_redis_keeps_its_append_only_file(servers: ServerSet) -> None:
    """Written before a crash, there after it."""
    server = servers["redis"]
    await servers.install(["redis"])
    await server.start()
    async with Redis.from_url(server.url) as client:
        assert await client.set("books", "7")
    await crash(server)
    await server.start()
    async with Redis.from_url(server.url) as client:
        assert await client.get("books") == b"7"


async def test_rabbitmq_keeps_confirmed_messages(servers: ServerSet) -> None:
    """A persistent message that was confirmed survives the node, in a queue such as ours."""
    server = servers["rabbitmq"]
    await servers.install(["rabbitmq"])
    await server.start()
    async with await aio_pika.connect(server.url) as connection:
        channel = await connection.channel()
        await channel.declare_queue("shelf", durable=True, arguments={"x-queue-type": "quorum"})
    # The node writes down the name of a new queue up to half a second later; a clean stop does.
    await server.stop()
    await server.start()
    async with await aio_pika.connect(server.url) as connection:
        channel = await connection.channel(publisher_confirms=True)
        await channel.default_exchange.publish(
            aio_pika.Message(b"7", delivery_mode=aio_pika.DeliveryMode.PERSISTENT), "shelf"
        )
    await crash(server)
    await server.start()
    async with await aio_pika.connect(server.url) as connection:

        async def found() -> bytes | None:
            try:
                # A channel for each look: it ends with an error while the queue has no leader.
                async with connection.channel() as channel:
                    queue = await channel.get_queue("shelf")
                    message = await queue.get(timeout=20, no_ack=True, fail=False)
            except (aio_pika.exceptions.AMQPError, TimeoutError):
                return None
            return None if message is None else message.body

        assert await eventually(found, "the message of before the crash") == b"7"


async def test_a_new_supervisor_ends_what_an_old_one_left(
    servers: ServerSet, passable_folder: Path
) -> None:
    """Starting on a folder whose server still runs replaces that server."""
    old = servers["redis"]
    await servers.install(["redis"])
    await old.start()
    old_pid = old.pid
    assert old_pid is not None
    new = open_servers(passable_folder, os.environ)["redis"]
    await new.start()
    try:
        assert start_ticks_of(old_pid) is None
        assert new.pid not in {None, old_pid}
    finally:
        await new.stop()


async def test_stopping_leaves_no_process_and_no_record(
    servers: ServerSet, passable_folder: Path
) -> None:
    """Also the port mapper of Erlang goes."""
    await servers.install()
    await servers.start()
    data = DataFolder(passable_folder)
    records = [ProcessRecord.load(path) for path in data.records.iterdir()]
    assert len(records) == 5
    await servers.stop()
    assert not [record for record in records if record is None or record.is_alive()]
    assert list(data.records.iterdir()) == []


async def test_a_server_that_cannot_start_says_why(servers: ServerSet) -> None:
    """Here a stranger sits on its port."""
    await servers.install(["redis"])
    server = servers["redis"]
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", server.port))
        stranger.listen()
        with pytest.raises(ServerDidNotStartError, match=r"port \d+ is taken"):
            await server.start()
