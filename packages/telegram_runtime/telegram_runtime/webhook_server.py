"""Serves the webhook on aiohttp's own runner, beside the probes; imported in webhook mode only."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from service_runtime.client_address import TrustedProxies
from service_runtime.health import HealthRegistry
from service_runtime.health_app import HealthApp
from service_runtime.security_headers import SECURITY_HEADERS
from service_runtime.server_tls import ServerTls, ServerTlsContext
from telemetry.metrics import render_metrics

_REFRESH_SECONDS: Final = 1.0
_DRAIN_SECONDS: Final = 10.0
_LARGEST_UPDATE: Final = 1024 * 1024

type WebHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebhookServer:
    """The web server of a bot to which updates are pushed.

    Args:
        path: Of the webhook.
        handler: Takes pushed updates.
        health: The checks of this process.
    """

    def __init__(self, path: str, handler: WebHandler, health: HealthRegistry) -> None:
        self._probes = HealthApp(health, render_metrics)
        self._app = web.Application(client_max_size=_LARGEST_UPDATE)
        self._app.router.add_post(path, handler)
        for probe in sorted(HealthApp.PATHS):
            self._app.router.add_get(probe, self._probe)
        self._app.on_response_prepare.append(_add_security_headers)

    async def serve(self, host: str, port: int, tls: ServerTls | None, stop: asyncio.Event) -> None:
        """Serves until the event is set; requests in hand are answered.

        Raises:
            OSError: The address is taken, or a file of TLS is not usable.
        """
        context = None if tls is None else ServerTlsContext(tls)
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=_DRAIN_SECONDS)
        await runner.setup()
        try:
            ssl_context = None if context is None else context.context
            await web.TCPSite(runner, host, port, ssl_context=ssl_context).start()
            await _until(stop, context)
        finally:
            await runner.cleanup()

    async def _probe(self, request: web.Request) -> web.Response:
        if request.path == "/metrics" and not _is_inside(request):
            raise web.HTTPNotFound
        status, body, media_type = await self._probes.answer(request.method, request.path)
        headers = {"content-type": media_type, "cache-control": "no-store"}
        return web.Response(status=status, body=body, headers=headers)


def _is_inside(request: web.Request) -> bool:
    """Whether it came past the proxy through which Telegram comes; figures are for inside."""
    headers = [(name.lower(), value) for name, value in request.raw_headers]
    return TrustedProxies().is_inside({"client": (request.remote, 0), "headers": headers})


async def _until(stop: asyncio.Event, context: ServerTlsContext | None) -> None:
    while not stop.is_set():
        try:
            async with asyncio.timeout(_REFRESH_SECONDS):
                await stop.wait()
        except TimeoutError:
            if context is not None:
                context.refresh()


async def _add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    del request
    for name, value in SECURITY_HEADERS:
        response.headers[name.decode("ascii")] = value.decode("ascii")
