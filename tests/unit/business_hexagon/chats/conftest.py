"""The world that tests of chats share."""

import pytest

from tests.unit.business_hexagon.memory.chat_world import ChatWorld


@pytest.fixture
def world() -> ChatWorld:
    """Ada has an account; no chat is known."""
    return ChatWorld()
