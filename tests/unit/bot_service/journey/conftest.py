"""A chat with the shop."""

from collections.abc import AsyncIterator

import pytest

from tests.unit.bot_service.journey.chat_scene import ChatScene


@pytest.fixture
async def scene() -> AsyncIterator[ChatScene]:
    """Somebody whom the bot does not know yet."""
    scene = ChatScene()
    await scene.open()
    yield scene
    await scene.close()


@pytest.fixture
async def customer(scene: ChatScene) -> ChatScene:
    """Somebody with an account."""
    await scene.says("/register")
    return scene
