"""A chat with the shop."""

from collections.abc import AsyncIterator, Iterator

import pytest
from structlog.testing import capture_logs

from tests.unit.bot_service.journey.chat_scene import ChatScene


@pytest.fixture(autouse=True)
def kept_logs() -> Iterator[None]:
    """No log is printed: a traceback with all of its values takes longer than all of a test."""
    with capture_logs():
        yield


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
