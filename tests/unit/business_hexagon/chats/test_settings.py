"""What the owner of a chat wants, and whether the bot may write to him."""

import pytest
from business_hexagon.application.commands.chats.change_chat_settings import (
    ChangeChatSettings,
    ChangeChatSettingsCommand,
)
from business_hexagon.application.commands.chats.note_chat_blocked import (
    NoteChatBlocked,
    NoteChatBlockedCommand,
)
from business_hexagon.application.errors import NotUnique, TooManyConflicts
from business_hexagon.domain.errors import InvalidValue

from tests.unit.business_hexagon.memory.chat_world import CHAT, ChatWorld
from tests.unit.business_hexagon.memory.people import ADA_ID, user


@pytest.fixture
def change(world: ChatWorld) -> ChangeChatSettings:
    """The use case."""
    return ChangeChatSettings(chats=world.chats, writes=world.writes)


@pytest.fixture
def note(world: ChatWorld) -> NoteChatBlocked:
    """The use case."""
    return NoteChatBlocked(chats=world.chats, writes=world.writes)


async def test_remembers_what_is_chosen_in_a_chat_that_is_not_linked(
    world: ChatWorld, change: ChangeChatSettings
) -> None:
    """A guest reads his language too; what is left out stays."""
    await change.execute(ChangeChatSettingsCommand(chat_id=CHAT, language="de"))
    await change.execute(ChangeChatSettingsCommand(chat_id=CHAT, is_muted=True))
    await change.execute(ChangeChatSettingsCommand(chat_id=CHAT, time_zone="Europe/Berlin"))
    chat = world.chat()
    assert (chat.language, chat.is_muted, chat.time_zone) == ("de", True, "Europe/Berlin")
    await change.execute(ChangeChatSettingsCommand(chat_id=CHAT, is_muted=False))
    assert not world.chat().is_muted
    assert world.acts == []


async def test_the_same_again_writes_nothing(world: ChatWorld, change: ChangeChatSettings) -> None:
    """Double taps."""
    for _ in range(2):
        await change.execute(ChangeChatSettingsCommand(chat_id=CHAT, language="de", is_muted=True))
    assert len(world.writes.changes) == 1


async def test_refuses_a_language_that_the_bot_does_not_speak(
    world: ChatWorld, change: ChangeChatSettings
) -> None:
    """And remembers nothing."""
    with pytest.raises(InvalidValue):
        await change.execute(ChangeChatSettingsCommand(chat_id=CHAT, language="fr"))
    assert world.writes.changes == []


async def test_a_blocked_chat_keeps_its_link(world: ChatWorld, note: NoteChatBlocked) -> None:
    """Who lets the bot write again finds everything as it was."""
    world.put_linked(user())
    for is_blocked in (True, True, False):
        await note.execute(NoteChatBlockedCommand(CHAT, is_blocked))
        assert world.chat().is_blocked is is_blocked
        assert world.chat().user_id == ADA_ID
    assert len(world.writes.changes) == 2


async def test_looks_again_when_somebody_opened_the_chat_first(
    world: ChatWorld, change: ChangeChatSettings, note: NoteChatBlocked
) -> None:
    """Two updates of one moment; and gives up when others are always faster."""
    world.writes.failures = [NotUnique("chat_id")]
    await change.execute(ChangeChatSettingsCommand(chat_id=CHAT, language="de"))
    assert world.chat().language == "de"
    world.writes.failures = [NotUnique("chat_id") for _ in range(5)]
    with pytest.raises(TooManyConflicts):
        await note.execute(NoteChatBlockedCommand(CHAT, is_blocked=True))
