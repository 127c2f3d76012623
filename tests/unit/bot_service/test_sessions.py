"""What the bot remembers of a chat: read whole, written whole, and never in the way."""

from uuid import UUID

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.session import ChatSession

PRODUCT_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120007")


@pytest.fixture
def state() -> FSMContext:
    """The place of one chat."""
    return FSMContext(MemoryStorage(), StorageKey(bot_id=42, chat_id=1, user_id=1))


async def test_begins_with_nothing(state: FSMContext) -> None:
    """A chat that never wrote."""
    assert await sessions.load(state) == ChatSession()


async def test_is_read_as_it_was_written(state: FSMContext) -> None:
    """With its types."""
    session = ChatSession(step="Steps:address", cart={PRODUCT_ID: 2})
    await sessions.save(state, session)
    assert await sessions.load(state) == session


@pytest.mark.parametrize("stored", ["{", '{"cart": {"no id": 1}}', 42])
async def test_what_cannot_be_read_keeps_nobody_from_going_on(
    state: FSMContext, stored: object
) -> None:
    """It was written by another version; its field of that name may mean something else."""
    await state.set_data({"session": stored})
    assert await sessions.load(state) == ChatSession()


async def test_fields_of_a_later_version_are_passed_over(state: FSMContext) -> None:
    """The version before comes back when a release is taken back."""
    await state.set_data({"session": '{"step": "Steps:address", "of_tomorrow": 1}'})
    assert (await sessions.load(state)).step == "Steps:address"
