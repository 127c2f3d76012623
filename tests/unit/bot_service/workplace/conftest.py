"""A chat to work in."""

from collections.abc import AsyncIterator

import pytest
from business_hexagon.domain.identity.role import Role

from tests.unit.bot_service.workplace.work_scene import WorkScene


@pytest.fixture
async def guest() -> AsyncIterator[WorkScene]:
    """Somebody without an account."""
    scene = WorkScene()
    await scene.open()
    yield scene
    await scene.close()


@pytest.fixture
async def ada(guest: WorkScene) -> WorkScene:
    """A customer."""
    await guest.says("/register")
    return guest


@pytest.fixture
async def boss(ada: WorkScene) -> WorkScene:
    """An administrator."""
    await ada.becomes(Role.ADMIN)
    return ada
