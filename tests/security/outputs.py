"""Everything that the platform lets out or keeps: where a secret might turn up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import aio_pika
import asyncpg
from pymongo import AsyncMongoClient
from redis.asyncio import Redis

from tests.security.person import Person
from tests.security.stage import DATA_SERVICES, SERVICES, Stage

_EVENTS_EXCHANGE: Final = "quintet_events"


@dataclass
class Tap:
    """Copies of all messages since it was opened.

    Attributes:
        messages: Properties and bodies.
    """

    messages: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def message_tap(stage: Stage, exchange: str = _EVENTS_EXCHANGE) -> AsyncIterator[Tap]:
    """Listen to every message of the platform."""
    tap = Tap()

    async def take(message: aio_pika.abc.AbstractIncomingMessage) -> None:
        tap.messages.append(repr(message.info()).encode() + message.body)
        await message.ack()

    connection = await aio_pika.connect(stage.shared.watched.state.rabbitmq_url)
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(exclusive=True)
        await queue.bind(exchange, "#")
        await queue.consume(take)
        yield tap


async def kept_outputs(stage: Stage, admin: Person) -> dict[str, bytes]:
    """What can be found after the deed, by where it is."""
    found: dict[str, bytes] = {}
    for file in stage.shared.watched.platform.data.logs.iterdir():
        found[f"log of {file.stem}"] = file.read_bytes()
    for service in SERVICES:
        if service in DATA_SERVICES:
            answer = await stage.caller("quintet_cli", service).get("/metrics")
        else:
            answer = await stage.wire_to(service).send("GET", "/metrics")
        assert answer.status == 200, service
        found[f"metrics of {service}"] = answer.body
    found["traces"] = b"".join(one.body for one in stage.shared.traces.received)
    ledger = stage.shared.watched.state.data_folder / "payment_ledger.jsonl"
    found["payment ledger"] = ledger.read_bytes()
    for path in ("/security_acts?limit=200", "/users?limit=200", "/oauth_clients?limit=200"):
        found[path] = (await admin.get(path)).body
    return found | await _postgres(stage) | await _mongodb(stage) | await _redis(stage)


async def _postgres(stage: Stage) -> dict[str, bytes]:
    connection = await asyncpg.connect(stage.shared.watched.state.postgres_url)
    try:
        tables = await connection.fetch(
            "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        found = {}
        for table in tables:
            rows = await connection.fetch(f"SELECT t::text AS row FROM {table['name']} t")  # noqa: S608  names from the catalogue
            found[f"table {table['name']}"] = "\n".join(row["row"] for row in rows).encode()
        return found
    finally:
        await connection.close()


async def _mongodb(stage: Stage) -> dict[str, bytes]:
    state = stage.shared.watched.state
    client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(
        state.mongodb_url, uuidRepresentation="standard"
    )
    try:
        database = client[state.mongodb_database]
        return {
            f"collection {name}": repr(await database[name].find().to_list()).encode()
            for name in await database.list_collection_names()
        }
    finally:
        await client.close()


async def _redis(stage: Stage) -> dict[str, bytes]:
    client = Redis.from_url(stage.shared.watched.state.redis_url)
    found = bytearray()
    try:
        async for key in client.scan_iter(count=1000):
            kind = await client.type(key)
            found += key + b" "
            if kind == b"string":
                found += repr(await client.get(key)).encode()
            elif kind == b"hash":
                found += repr(await client.hgetall(key)).encode()
    finally:
        await client.aclose()
    return {"redis": bytes(found)}
