"""Breaks what a platform holds, behind its back, and mends it again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from aio_pika import DeliveryMode, Message, connect
from pymongo import AsyncMongoClient
from quintet_cli.platform_state import PlatformState

from tests.fixtures.watched_platform import WatchedPlatform

_SANDBOX = "payment_gateway_sandbox"


class Tampering:
    """Each method is a context: inside it something is broken, afterwards it is whole again.

    Args:
        watched: The platform to break.
    """

    def __init__(self, watched: WatchedPlatform) -> None:
        self._watched = watched

    @property
    def state(self) -> PlatformState:
        """Addresses and passwords."""
        return self._watched.state

    async def one(self, question: str, *values: object) -> str:
        """The first value of the first row in PostgreSQL, as text."""
        connection = await asyncpg.connect(self._superuser_url())
        try:
            found = await connection.fetchval(question, *values)
        finally:
            await connection.close()
        assert found is not None, question
        return str(found)

    @asynccontextmanager
    async def rows(self, table: str, where: str, change: str | None) -> AsyncIterator[None]:
        """Rows of PostgreSQL are changed, or gone when `change` is None."""
        chosen = f"from {table} where {where}"
        act = f"delete {chosen}"
        if change is not None:
            act = f"update {table} set {change} where {where}"  # noqa: S608  our own names
        connection = await asyncpg.connect(self._superuser_url())
        try:
            # The superuser's word counts more than triggers and foreign keys.
            await connection.execute("set session_replication_role = replica")
            await connection.execute(f"create temp table kept as select * {chosen}")
            keys = await connection.fetch(_KEY_COLUMNS, table)
            same = " and ".join(f"{table}.{key[0]} = kept.{key[0]}" for key in keys)
            restore = (
                f"delete from {table} using kept where {same}",  # noqa: S608  our own names
                f"insert into {table} overriding system value select * from kept",  # noqa: S608  same
            )
            await connection.execute(act)
            try:
                yield
            finally:
                async with connection.transaction():
                    for statement in restore:
                        await connection.execute(statement)
        finally:
            await connection.close()

    @asynccontextmanager
    async def gateway_ledger(self, without: str) -> AsyncIterator[None]:
        """The gateway has forgotten what its ledger says of an order."""
        path = Path(self.state.data_folder) / "payment_ledger.jsonl"
        whole = await asyncio.to_thread(path.read_text, encoding="utf_8")
        lines = [line for line in whole.splitlines(keepends=True) if without not in line]
        assert "".join(lines) != whole
        await self._replace_ledger(path, "".join(lines))
        try:
            yield
        finally:
            await self._replace_ledger(path, whole)

    @asynccontextmanager
    async def analytics_event(self, event_type: str) -> AsyncIterator[str]:
        """The analytics store lacks one event of this type; tells its id."""
        client: AsyncMongoClient[dict[str, object]] = AsyncMongoClient(
            self.state.mongodb_admin_url, uuidRepresentation="standard"
        )
        async with client:
            events = client[self.state.mongodb_database]["analytics_events"]
            document = await events.find_one_and_delete({"event_type": event_type})
            assert document is not None
            try:
                yield str(document["_id"])
            finally:
                await events.insert_one(document)

    @asynccontextmanager
    async def dead_letter(self, queue: str) -> AsyncIterator[None]:
        """A message lies among a consumer's dead letters."""
        async with await connect(self.state.rabbitmq_url) as connection:
            channel = await connection.channel()
            message = Message(b"{}", delivery_mode=DeliveryMode.PERSISTENT)
            await channel.default_exchange.publish(message, queue)
            try:
                yield
            finally:
                letters = await channel.get_queue(queue)
                await letters.purge()

    async def _replace_ledger(self, path: Path, content: str) -> None:
        """Only a gateway that starts reads its ledger."""
        await asyncio.to_thread(path.write_text, content, encoding="utf_8")
        restarts = self.state.process(_SANDBOX).restarts
        self._watched.platform.kill(_SANDBOX)
        await self._watched.until(
            lambda now: now.is_ready and now.process(_SANDBOX).restarts > restarts
        )

    def _superuser_url(self) -> str:
        database = urlsplit(self.state.postgres_url).path
        return urlunsplit(urlsplit(self.state.postgres_admin_url)._replace(path=database))


_KEY_COLUMNS = """
    select a.attname from pg_index i join pg_attribute a
      on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = $1::text::regclass and i.indisprimary
"""
