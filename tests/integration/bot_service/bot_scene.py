"""The bot as a process between a Telegram of ours and real servers, all of which can go away."""

import signal
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import orjson
from http_transport import HttpClient, Response
from storage_contracts.json_value import Json, JsonObject

from tests.fixtures.free_ports import free_port
from tests.fixtures.severable_proxy import SeverableProxy
from tests.fixtures.telegram_people import ControlRoutes, SimulatedPerson
from tests.integration.api_service.api_scene import Answer
from tests.integration.worker_service.running_process import RunningProcess
from tests.unit.telegram_sandbox.worlds import TOKEN

WEBHOOK_PATH = "/telegram"
SECRET = "a_secret_of_the_tests_0123456789"
HELP = "/help"


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the bot's servers are.

    Attributes:
        postgres: db_postgres_service.
        mongo: db_mongo_service.
        rabbitmq: The broker.
        redis: Redis.
    """

    postgres: str
    mongo: str
    rabbitmq: str
    redis: str


@dataclass
class BotScene:
    """A bot and what it talks with.

    Attributes:
        process: The bot.
        telegram: The sandbox's control routes.
        storage: On the way to db_postgres_service.
        redis: On the way to Redis.
    """

    process: RunningProcess
    telegram: ControlRoutes
    storage: SeverableProxy
    redis: SeverableProxy
    _away: list[SeverableProxy] = field(default_factory=list)

    async def takes_away(self, proxy: SeverableProxy) -> None:
        """Makes a server unreachable, until `brings_all_back`."""
        await proxy.cut()
        self._away.append(proxy)

    async def brings_all_back(self) -> None:
        """Makes all servers reachable."""
        while self._away:
            await self._away.pop().mend()

    async def begins_afresh(self) -> None:
        """Forgets what the test before did."""
        await self.brings_all_back()
        await self.telegram.post("reset")

    async def retries(self) -> int:
        """How many attempts at an update had to be repeated."""
        retries = (await self.details())["retries"]
        assert isinstance(retries, int)
        return retries

    async def ada(self) -> SimulatedPerson:
        """Somebody who writes for the first time."""
        return await self.telegram.person("Ada")

    async def pending(self) -> int:
        """How many updates are unconfirmed."""
        told = await self.telegram.get("pending")
        assert isinstance(told, dict)
        pending = told["pending"]
        assert isinstance(pending, int)
        return pending

    async def details(self) -> JsonObject:
        """What `/health` tells of Telegram."""
        async with HttpClient(self.process.url, timeout=60.0) as client:
            details = Answer(await client.request("GET", "/health")).body["details"]
        assert isinstance(details, dict)
        telegram = details["telegram"]
        assert isinstance(telegram, dict)
        return telegram

    async def push(self, update: Json, secret: str | None = SECRET) -> Response:
        """Posts an update to the webhook, as Telegram does."""
        headers = [(b"content-type", b"application/json")]
        if secret is not None:
            headers.append((b"x-telegram-bot-api-secret-token", secret.encode("latin-1")))
        async with HttpClient(self.process.url, timeout=60.0) as client:
            return await client.request(
                "POST", WEBHOOK_PATH, headers=tuple(headers), body=orjson.dumps(update)
            )

    async def restart(self, *, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """Ends the bot and starts it again; returns how it ended."""
        self.process.send(with_signal)
        code = await self.process.wait()
        await self.process.start_and_wait()
        return code


async def answers_to(person: SimulatedPerson) -> list[str]:
    """All that the bot has written to somebody."""
    return [message.words for message in await person.messages() if message.from_bot]


@asynccontextmanager
async def a_scene(
    servers: Servers,
    telegram: ControlRoutes,
    folder: Path,
    variables: Mapping[str, str] | None = None,
) -> AsyncIterator[BotScene]:
    """A bot that runs.

    Args:
        servers: What it needs.
        telegram: What it talks with.
        folder: Where it may write.
        variables: Beside the usual ones.
    """
    port = int((variables or {}).get("BOT_SERVICE_PORT") or free_port())
    async with _proxy(servers.postgres) as storage, _proxy(servers.redis) as redis:
        environment = {
            "BOT_SERVICE_PORT": str(port),
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "RABBITMQ_URL": servers.rabbitmq,
            "REDIS_URL": _through(redis, servers.redis),
            "DB_POSTGRES_SERVICE_URL": _through(storage, servers.postgres),
            "DB_MONGO_SERVICE_URL": servers.mongo,
            **(variables or {}),
        }
        process = RunningProcess("bot_service", port, environment, folder / "bot.log")
        try:
            await process.start_and_wait()
            yield BotScene(process, telegram, storage, redis)
        finally:
            await process.stop()


def webhook_variables(port: int) -> dict[str, str]:
    """The variables of a bot to which updates are pushed."""
    return {
        "BOT_SERVICE_PORT": str(port),
        "BOT_MODE": "webhook",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}{WEBHOOK_PATH}",
        "WEBHOOK_SECRET": SECRET,
    }


def a_message(person: SimulatedPerson, text: str, update_id: int) -> Json:
    """An update as Telegram writes it."""
    user: Json = {"id": person.id, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": int(time.time()),
            "chat": {"id": person.id, "type": "private", "first_name": "Ada"},
            "from": user,
            "text": text,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
        },
    }


def _proxy(url: str) -> SeverableProxy:
    parts = urlsplit(url)
    return SeverableProxy(parts.hostname or "", parts.port or 0)


def _through(proxy: SeverableProxy, url: str) -> str:
    parts = urlsplit(url)
    user, at, _ = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user}{at}127.0.0.1:{proxy.port}").geturl()
