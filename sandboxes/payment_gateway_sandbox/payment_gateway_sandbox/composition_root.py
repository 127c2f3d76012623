"""Wires the sandbox together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from fastapi import FastAPI
from http_transport import ClientTls, HttpClient, TransportError
from service_runtime.health import HealthRegistry
from service_runtime.health_app import HealthApp, HealthMiddleware
from service_runtime.service_info import service_info
from starlette.types import ASGIApp

from payment_gateway_sandbox.app import build_app
from payment_gateway_sandbox.callbacks import CallbackPost, CallbackSender
from payment_gateway_sandbox.ledger import Ledger
from payment_gateway_sandbox.settings import Settings
from payment_gateway_sandbox.teller import Teller


def compose(settings: Settings) -> tuple[ASGIApp, HealthRegistry]:
    """Returns the application, whose lifespan opens the ledger, and its health."""
    ledger = Ledger(settings.payment_ledger_file)
    post = _callback_post(settings.payment_callback_url, settings.client_tls())
    callbacks = CallbackSender(ledger, post, settings.payment_callback_secret)
    teller = Teller(
        ledger,
        callbacks,
        late_seconds=settings.late_seconds,
        stall_seconds=settings.stall_seconds,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        ledger.open()
        callbacks.start()
        teller.start()
        try:
            yield
        finally:
            await teller.stop()
            await callbacks.stop()
            ledger.close()

    health = HealthRegistry(service_info("payment_gateway_sandbox"))
    app = build_app(ledger, teller)
    app.router.lifespan_context = lifespan
    return HealthMiddleware(app, HealthApp(health, lambda: (b"", "text/plain"))), health


def _callback_post(url: str, tls: ClientTls | None) -> CallbackPost:
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"

    async def post(body: bytes, signature: str) -> bool:
        headers = (
            (b"Content-Type", b"application/json"),
            (b"X-Signature", signature.encode("ascii")),
        )
        try:
            async with HttpClient(origin, timeout=5.0, tls=tls) as client:
                answer = await client.request("POST", parts.path, headers=headers, body=body)
        except TransportError:
            return False
        return answer.status // 100 == 2  # noqa: PLR2004  any 2xx acknowledges

    async def post_nowhere(body: bytes, signature: str) -> bool:
        del body, signature
        return True

    return post if url else post_nowhere
