"""Webhooks: setWebhook, deleteWebhook, getWebhookInfo."""

import re
from typing import Final
from urllib.parse import urlsplit

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.webhook import Webhook
from telegram_sandbox.state.world import World

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_MOST_CONNECTIONS: Final = 100
_DEFAULT_CONNECTIONS: Final = 40


async def set_webhook(world: World, parameters: Parameters) -> Json:
    """Let updates be posted to an address; an empty one ends that.

    Unlike Telegram the sandbox also takes http addresses: what it posts to is this machine.

    Raises:
        ApiError: The address or the secret cannot be.
    """
    url = parameters.text("url")
    secret = parameters.text("secret_token")
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = parameters.integer("max_connections", _DEFAULT_CONNECTIONS)
    if parameters.boolean("drop_pending_updates"):
        world.updates.clear()
    world.updates.want(parameters.strings("allowed_updates"))
    limited = min(max(connections, 1), _MOST_CONNECTIONS)
    world.use_webhook(Webhook(url, secret if url else "", limited))
    return True


async def delete_webhook(world: World, parameters: Parameters) -> Json:
    """Let the bot poll again."""
    if parameters.boolean("drop_pending_updates"):
        world.updates.clear()
    if world.webhook.url:
        world.use_webhook(Webhook())
    return True


async def get_webhook_info(world: World, parameters: Parameters) -> Json:
    """Tell where updates are posted, and what was last wrong with that."""
    del parameters
    info = world.webhook.as_telegram(len(world.updates))
    if world.updates.allowed is not None:
        info["allowed_updates"] = [*sorted(world.updates.allowed)]
    return info
