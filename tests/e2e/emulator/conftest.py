"""A platform whose bot believes that the emulator is Telegram."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest
from http_transport import HttpClient

from tests.e2e.emulator.emulated_person import EmulatedPerson
from tests.e2e.emulator.emulator_installation import EmulatorUnavailable, emulator_modules
from tests.e2e.emulator.emulator_process import emulator_process
from tests.e2e.emulator.telegrams_words import TelegramsWords
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.watched_platform import WatchedPlatform, watched_platform
from tests.security.wire import new_address

TOKEN: Final = "1000002:a_token_of_the_emulator"


@dataclass(frozen=True)
class EmulatedTelegram:
    """The emulator, and who stands before it.

    Attributes:
        client: Asks the emulator itself.
        url: The emulator itself.
        words: What the bot takes for Telegram.
    """

    client: HttpClient
    url: str
    words: TelegramsWords


@dataclass(frozen=True)
class EmulatedShop:
    """A shop whose customers come through the emulator.

    Attributes:
        watched: The platform.
        admin: Its administrator, over the API.
        telegram: The emulator.
    """

    watched: WatchedPlatform
    admin: ShopVisitor
    telegram: EmulatedTelegram

    async def sells(self, name: str, price: str) -> str:
        """Put a product into the catalogue; returns its id."""
        created = await self.admin.post(
            "/products",
            {
                "sku": f"EMULATED_{uuid4().hex[:12]}",
                "name": name,
                "unit_price": price,
                "currency": "GBP",
                "opening_stock": 50,
            },
        )
        assert created.status == 201, created
        return created.text("id")


@pytest.fixture(scope="session")
async def emulated_telegram() -> AsyncIterator[EmulatedTelegram]:
    """The emulator on a port of its own."""
    try:
        modules = await emulator_modules(os.environ)
    except EmulatorUnavailable as error:
        pytest.skip(str(error))
    async with (
        emulator_process(modules) as url,
        HttpClient(url, timeout=60.0) as client,
        TelegramsWords(url) as words,
    ):
        yield EmulatedTelegram(client, url, words)


@pytest.fixture(scope="module")
def places(
    *,
    module_postgres_url: str,
    mongodb_url: str,
    module_mongodb_database: str,
    module_redis_url: str,
    module_rabbitmq_url: str,
    rabbitmq_management_url: str,
) -> dict[str, str]:
    """Empty places on the servers of the run: a platform with servers of its own starts slowly."""
    return {
        "POSTGRES_URL": module_postgres_url,
        "MONGODB_URL": mongodb_url,
        "MONGODB_DATABASE": module_mongodb_database,
        "REDIS_URL": module_redis_url,
        "RABBITMQ_URL": module_rabbitmq_url,
        "RABBITMQ_MANAGEMENT_URL": rabbitmq_management_url,
    }


@pytest.fixture(scope="module")
async def emulated_shop(
    emulated_telegram: EmulatedTelegram, shared_folder: Path, places: dict[str, str]
) -> AsyncIterator[EmulatedShop]:
    """A platform with a bot whose token is the emulator's: our own sandbox stays off."""
    url = emulated_telegram.words.server.url
    variables = {**places, "BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
    async with watched_platform(shared_folder / "emulated_data", variables) as watched:
        state = watched.state
        async with HttpClient(state.api_url, timeout=60.0, local_address=new_address()) as client:
            guest = ShopVisitor(client)
            admin = await guest.logged_in(state.admin_email, state.admin_password)
            yield EmulatedShop(watched, admin, emulated_telegram)


@pytest.fixture
def ada(emulated_shop: EmulatedShop) -> EmulatedPerson:
    """Somebody who has never written to the bot."""
    return EmulatedPerson(emulated_shop.telegram.client, TOKEN)
