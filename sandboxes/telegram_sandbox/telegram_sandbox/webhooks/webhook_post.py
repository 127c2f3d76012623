"""One post of one update: what is sent, what the answer means."""

from collections.abc import AsyncGenerator
from typing import Final, Protocol
from urllib.parse import urlsplit

import orjson
from http_transport import ClientTls, HttpClient, Response, TransportError
from starlette.datastructures import Headers, QueryParams

from telegram_sandbox.bot_api.calling import call
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.bot_api.read_parameters import read_parameters
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.state.webhook import Webhook
from telegram_sandbox.state.world import World

_SECONDS: Final = 60.0
_SUCCESS: Final = range(200, 300)


class Post(Protocol):
    """Posts an update."""

    async def __call__(self, webhook: Webhook, update: JsonObject) -> str | None:
        """Return what went wrong, None when the bot has taken it."""
        ...


class WebhookPost:
    """Posts to real addresses, one client for each origin.

    Args:
        world: On which calls in answers act.
        tls: Whom to trust.
    """

    def __init__(self, world: World, tls: ClientTls | None) -> None:
        self._world = world
        self._tls = tls
        self._clients: dict[str, HttpClient] = {}

    async def __call__(self, webhook: Webhook, update: JsonObject) -> str | None:
        """Return what went wrong, None when the bot has taken it."""
        parts = urlsplit(webhook.url)
        headers = [(b"Content-Type", b"application/json")]
        if webhook.secret_token:
            secret = webhook.secret_token.encode("ascii")
            headers.append((b"X-Telegram-Bot-Api-Secret-Token", secret))
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        client = self._client(f"{parts.scheme}://{parts.netloc}")
        try:
            response = await client.request(
                "POST", path, headers=headers, body=orjson.dumps(update), timeout=_SECONDS
            )
        except TransportError as error:
            return f"Connection failed: {type(error).__name__}"
        if response.status not in _SUCCESS:
            return f"Wrong response from the webhook: {response.status}"
        await self._do_what_the_answer_asks(response)
        return None

    async def aclose(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            await client.aclose()

    def _client(self, origin: str) -> HttpClient:
        if origin not in self._clients:
            self._clients[origin] = HttpClient(
                origin, timeout=_SECONDS, max_connections=100, tls=self._tls
            )
        return self._clients[origin]

    async def _do_what_the_answer_asks(self, response: Response) -> None:
        """A bot may call one method by its answer to an update; it never learns how that went."""
        headers = Headers(raw=response.headers)
        try:
            asked = await read_parameters(QueryParams(""), headers, _once(response.body))
            if asked.has("method"):
                values = {name: each for name, each in asked.values.items() if name != "method"}
                await call(self._world, asked.text("method"), Parameters(values, asked.files))
        except ApiError:
            return


async def _once(body: bytes) -> AsyncGenerator[bytes]:
    yield body
    yield b""
