"""The composition: whatever handlers and listeners ask for is there, and nothing connects."""

import inspect
from collections.abc import AsyncIterator, Iterator
from types import FunctionType
from typing import cast, get_type_hints

import pytest
from aiogram import Router
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendMessage, SetMyCommands
from bot_service.bus_adapters import BusAdapters
from bot_service.composition_root import SERVICE, build_container
from bot_service.feature_provider import FeatureProvider
from bot_service.interface.telegram.command_menu import publish_command_menu
from bot_service.interface.telegram.routers import build_routers
from bot_service.interface.telegram.translations import Translations
from bot_service.settings import BotSettings
from bot_service.telegram_provider import TelegramProvider
from bot_service.telegram_side import TelegramSide
from dishka import AsyncContainer
from dishka.integrations.base import default_parse_dependency
from message_bus.connection import BusConnection
from message_bus.publisher import Publisher
from message_bus.system_event_publisher import SystemEventPublisher
from pydantic import SecretStr
from telegram_runtime.delivery.webhook import WebhookHandler

from tests.fixtures.service_identities import secret_signing_key
from tests.unit.telegram_runtime.telegram_stand_in import TelegramStandIn, a_bot

TOKEN = "42:TOKEN"
SECRET = "a_secret_of_the_tests_0123456789"


def settings(**changes: object) -> BotSettings:
    """Settings that lead nowhere."""
    return BotSettings(
        rabbitmq_url=SecretStr("amqp://localhost"),
        redis_url=SecretStr("redis://localhost"),
        service_signing_key=secret_signing_key(SERVICE),
        bot_token=SecretStr(TOKEN),
    ).model_copy(update=changes)


@pytest.fixture
async def container() -> AsyncIterator[AsyncContainer]:
    """That of a process with a token."""
    bus = BusConnection("amqp://localhost", name="test")
    container = build_container(
        settings(),
        BusAdapters(bus, Publisher(bus), SERVICE),
        TelegramProvider(settings(), TOKEN),
        FeatureProvider(),
    )
    yield container
    await container.close()


def handlers_of(router: Router) -> Iterator[FunctionType]:
    """Every handler of a router and of those within."""
    for each in router.chain_tail:
        for observer in each.observers.values():
            for handler in observer.handlers:
                callback: object = inspect.unwrap(handler.callback)
                assert isinstance(callback, FunctionType), callback
                yield callback


def wanted_by(handler: FunctionType) -> Iterator[type[object]]:
    """What a handler takes from the container."""
    original = getattr(handler, "__dishka_orig_func__", handler)
    hints = get_type_hints(original, include_extras=True)
    for name, parameter in inspect.signature(original).parameters.items():
        key = default_parse_dependency(parameter, hints.get(name))
        if key is not None:
            yield cast("type[object]", key.type_hint)


async def test_handlers_find_what_they_ask_for(container: AsyncContainer) -> None:
    """Every use case that any handler names."""
    handlers = [each for router in build_routers() for each in handlers_of(router)]
    wanted = {each for handler in handlers for each in wanted_by(handler)}
    assert wanted
    for each in wanted:
        assert await container.get(each) is not None


async def test_builds_a_bot_that_polls(container: AsyncContainer) -> None:
    """With listeners for its events; no server is asked."""
    side = await TelegramSide.build(settings(), container)
    assert side.pushed is None
    assert isinstance(await container.get(SystemEventPublisher), SystemEventPublisher)
    assert side.details() == {
        "mode": "polling",
        "status": "starting",
        "last_update_age_seconds": None,
        "in_hand": 0,
        "retries": 0,
        "outgoing_waiting": 0,
    }
    await side.aclose()


async def test_builds_a_bot_with_a_webhook(container: AsyncContainer) -> None:
    """At the path of its address."""
    for url, path in [("https://bot.example.com/a/b", "/a/b"), ("https://bot.example.com", "/")]:
        changes: dict[str, object] = {
            "bot_mode": "webhook",
            "webhook_url": url,
            "webhook_secret": SecretStr(SECRET),
        }
        side = await TelegramSide.build(settings(**changes), container)
        assert side.pushed is not None
        assert side.pushed.path == path
        assert side.details()["mode"] == "webhook"
        await side.aclose()


async def test_a_webhook_without_a_secret_is_refused(container: AsyncContainer) -> None:
    """Anybody could send updates."""
    side = await TelegramSide.build(settings(), container)
    with pytest.raises(ValueError, match="without a secret"):
        WebhookHandler(side._dispatcher, side._bot, "", side._handling)
    await side.aclose()


async def test_publishes_its_commands_in_every_language() -> None:
    """In English to whom we have no other language for."""
    telegram = TelegramStandIn()
    await publish_command_menu(a_bot(telegram), Translations())
    english, german = telegram.calls
    assert isinstance(english, SetMyCommands)
    assert isinstance(german, SetMyCommands)
    assert (english.language_code, german.language_code) == (None, "de")
    descriptions = [
        {each.command: each.description for each in menu.commands} for menu in (english, german)
    ]
    assert descriptions[0].keys() == descriptions[1].keys()
    assert all(descriptions[0][name] != text for name, text in descriptions[1].items())


async def test_a_menu_that_cannot_be_published_keeps_nobody_from_working(
    container: AsyncContainer,
) -> None:
    """Commands work without it."""
    side = await TelegramSide.build(settings(), container)
    telegram = TelegramStandIn()
    telegram.errors.append(TelegramNetworkError(SendMessage(chat_id=1, text=""), "away"))
    side._bot = a_bot(telegram)
    await side._publish_menu()
    assert telegram.calls == []
    await side.aclose()
