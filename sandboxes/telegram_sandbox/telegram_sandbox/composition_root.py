"""Wires the sandbox together."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from service_runtime.health import HealthRegistry
from service_runtime.health_app import HealthApp, HealthMiddleware
from service_runtime.service_info import service_info
from starlette.applications import Starlette
from starlette.types import ASGIApp

from telegram_sandbox.app import build_app
from telegram_sandbox.control.same_origin_guard import SameOriginGuard
from telegram_sandbox.settings import Settings
from telegram_sandbox.state.bot_profile import BotProfile
from telegram_sandbox.state.world import World
from telegram_sandbox.webhooks.webhook_post import WebhookPost
from telegram_sandbox.webhooks.webhook_sender import WebhookSender


class Sandbox(NamedTuple):
    """What is served.

    Attributes:
        app: The application.
        health: Its health.
        let_go: Ends long polls and streams; called before the serving stops.
    """

    app: ASGIApp
    health: HealthRegistry
    let_go: Callable[[], None]


def compose(settings: Settings) -> Sandbox:
    """Returns the sandbox; the lifespan of its application posts to webhooks."""
    token = settings.telegram_sandbox_token.get_secret_value()
    profile = BotProfile(int(token.partition(":")[0]), settings.bot_username, settings.bot_name)
    world = World(profile, token, settings.callback_seconds)

    post = WebhookPost(world, settings.client_tls())
    sender = WebhookSender(world, post)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        sender.start()
        try:
            yield
        finally:
            await sender.stop()
            await post.aclose()

    app = build_app(world)
    app.router.lifespan_context = lifespan
    health = HealthRegistry(service_info("telegram_sandbox"))
    probes = HealthApp(health, lambda: (b"", "text/plain"))
    return Sandbox(HealthMiddleware(SameOriginGuard(app), probes), health, world.let_go)
