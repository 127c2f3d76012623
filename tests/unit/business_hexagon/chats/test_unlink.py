"""Unlinking a chat, from within and from outside."""

import pytest
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChatCommand
from business_hexagon.application.commands.chats.unlink_my_chat import UnlinkMyChatCommand
from business_hexagon.application.errors import VersionConflict
from business_hexagon.domain.errors import PermissionDenied

from tests.unit.business_hexagon.memory.chat_world import CHAT, OTHER_CHAT, ChatWorld
from tests.unit.business_hexagon.memory.people import ADA, ADA_ID, BOB, GUEST, user


async def test_who_holds_the_chat_unlinks_it(world: ChatWorld) -> None:
    """Once; the audit tells the user."""
    world.put_linked(user())
    for _ in range(2):
        await world.unlink_chat.execute(UnlinkChatCommand(CHAT))
    assert world.chat().user_id is None
    assert (await world.who()).actor.is_guest
    (act,) = world.acts
    assert (act.act, act.subject_id, act.actor_id) == ("chat_unlinked", ADA_ID, None)


async def test_an_unknown_chat_needs_no_unlinking(world: ChatWorld) -> None:
    """Nor does one get known by it."""
    await world.unlink_chat.execute(UnlinkChatCommand(OTHER_CHAT))
    assert world.writes.changes == []


async def test_who_lost_the_phone_unlinks_it_from_outside(world: ChatWorld) -> None:
    """His own alone; nothing linked is fine."""
    world.put_linked(user())
    await world.unlink_my_chat.execute(UnlinkMyChatCommand(BOB))
    assert world.chat().user_id == ADA_ID
    await world.unlink_my_chat.execute(UnlinkMyChatCommand(ADA))
    assert world.chat().user_id is None
    (act,) = world.acts
    assert (act.act, act.subject_id, act.actor_id) == ("chat_unlinked", ADA_ID, ADA_ID)
    with pytest.raises(PermissionDenied):
        await world.unlink_my_chat.execute(UnlinkMyChatCommand(GUEST))


async def test_looks_again_when_somebody_was_faster(world: ChatWorld) -> None:
    """The chat muted a moment ago is unlinked all the same."""
    world.put_linked(user())
    world.writes.failures = [VersionConflict("chat")]
    await world.unlink_chat.execute(UnlinkChatCommand(CHAT))
    assert world.chat().user_id is None
