"""Linking a chat with an account by a code, in both directions."""

from datetime import timedelta

import pytest
from business_hexagon.application.commands.chats.issue_chat_link_code import (
    IssueChatLinkCodeCommand,
)
from business_hexagon.application.commands.chats.link_chat import LinkChatCommand
from business_hexagon.application.commands.chats.link_my_chat import LinkMyChatCommand
from business_hexagon.application.errors import (
    NotFound,
    NotUnique,
    StorageUnavailable,
    TooManyConflicts,
)
from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.errors import PermissionDenied

from tests.unit.business_hexagon.memory.chat_world import CHAT, OTHER_CHAT, ChatWorld
from tests.unit.business_hexagon.memory.people import ADA, ADA_ID, BOB, BOB_ID, GUEST, KEY, user

LINKED = ["chat_linked ok"]


async def test_a_code_from_the_api_links_the_chat_that_sends_it(world: ChatWorld) -> None:
    """From the moment on which it was asked for; blanks around it do not matter."""
    asked_at = world.clock.now()
    code = await world.code_for_ada()
    world.clock.advance(timedelta(minutes=1))
    await world.link_chat.execute(LinkChatCommand(CHAT, f" {code} "))
    chat = world.chat()
    assert (chat.user_id, chat.linked_at) == (ADA_ID, asked_at)
    assert (await world.who()).actor.user_id == ADA_ID
    assert world.audit == LINKED
    (act,) = world.acts
    assert (act.subject_id, act.details) == (ADA_ID, {"chat": str(chat.id)})
    assert [event.event_type for event in world.told] == ["chat.opened", "chat.linked"]


async def test_a_code_from_the_chat_links_whoever_gives_it_to_the_api(world: ChatWorld) -> None:
    """From that moment on: the session that gave it proves who it is."""
    code = await world.code_of_chat()
    outcome = await world.link_my_chat.execute(LinkMyChatCommand(ADA, f" {code} "))
    assert outcome.response == b""
    chat = world.chat()
    assert (chat.user_id, chat.linked_at) == (ADA_ID, world.clock.now())
    assert world.audit == LINKED
    (act,) = world.acts
    assert (act.actor_id, act.subject_id) == (ADA_ID, ADA_ID)


async def test_a_used_code_links_no_other_chat(world: ChatWorld) -> None:
    """Whoever finds it in a screenshot cannot take the account."""
    code = await world.code_for_ada()
    await world.link_chat.execute(LinkChatCommand(CHAT, code))
    for chat_id in (OTHER_CHAT, CHAT):
        with pytest.raises(NotFound):
            await world.link_chat.execute(LinkChatCommand(chat_id, code))
    assert [chat.chat_id for chat in world.storage.all_of(Chat)] == [CHAT]


async def test_a_used_code_links_no_other_user(world: ChatWorld) -> None:
    """Nobody takes a chat over with a code that was somebody's."""
    code = await world.code_of_chat()
    await world.link_my_chat.execute(LinkMyChatCommand(ADA, code))
    with pytest.raises(NotFound):
        await world.link_my_chat.execute(LinkMyChatCommand(BOB, code))
    assert world.chat().user_id == ADA_ID


async def test_a_code_of_one_direction_is_none_of_the_other(world: ChatWorld) -> None:
    """A code that was mailed to nobody must not be good for more than it says."""
    for_user, for_chat = await world.code_for_ada(), await world.code_of_chat()
    with pytest.raises(NotFound):
        await world.link_chat.execute(LinkChatCommand(OTHER_CHAT, for_chat))
    with pytest.raises(NotFound):
        await world.link_my_chat.execute(LinkMyChatCommand(BOB, for_user))


async def test_an_update_that_comes_again_links_as_the_first_time(world: ChatWorld) -> None:
    """Before and after the code is spent: the process may end between any two steps."""
    code = await world.code_for_ada()
    command = LinkChatCommand(CHAT, code, KEY)
    world.writes.lost_after = 1
    with pytest.raises(StorageUnavailable):
        await world.link_chat.execute(command)
    assert world.codes.spent == []
    await world.link_chat.execute(command)
    await world.link_chat.execute(command)
    assert world.chat().version == 2
    assert world.audit == LINKED
    assert world.codes.spent == [code, code]


async def test_a_code_redeemed_in_vain_waits_for_the_same_chat(world: ChatWorld) -> None:
    """The data service was away: nothing was written, and nobody else gets it meanwhile."""
    code = await world.code_for_ada()
    world.writes.lost_before = 1
    with pytest.raises(StorageUnavailable):
        await world.link_chat.execute(LinkChatCommand(CHAT, code))
    with pytest.raises(NotFound):
        await world.link_chat.execute(LinkChatCommand(OTHER_CHAT, code))
    await world.link_chat.execute(LinkChatCommand(CHAT, code))
    assert world.chat().user_id == ADA_ID


async def test_without_a_claim_the_same_link_is_not_written_twice(world: ChatWorld) -> None:
    """It is so already."""
    code = await world.code_for_ada()
    world.writes.lost_after = 1
    with pytest.raises(StorageUnavailable):
        await world.link_chat.execute(LinkChatCommand(CHAT, code))
    await world.link_chat.execute(LinkChatCommand(CHAT, code))
    assert world.chat().version == 2
    assert world.audit == LINKED


async def test_a_users_second_chat_unlinks_the_first(world: ChatWorld) -> None:
    """In the same write, and the audit knows of both."""
    world.put_linked(user())
    await world.link_chat.execute(LinkChatCommand(OTHER_CHAT, await world.code_for_ada()))
    assert world.chat().user_id is None
    assert world.chat(OTHER_CHAT).user_id == ADA_ID
    assert len(world.writes.changes) == 1
    assert sorted(world.audit) == ["chat_linked ok", "chat_unlinked ok"]
    assert "another_chat" in {getattr(event, "reason", None) for event in world.told}


async def test_a_chat_that_was_somebody_elses_is_so_no_more(world: ChatWorld) -> None:
    """And he whose it was finds that in the audit."""
    world.put_linked(user(BOB_ID, email="bob@example.com"))
    await world.link_chat.execute(LinkChatCommand(CHAT, await world.code_for_ada()))
    assert world.chat().user_id == ADA_ID
    unlinked, linked = world.acts
    assert (unlinked.act, unlinked.subject_id) == ("chat_unlinked", BOB_ID)
    assert (linked.act, linked.subject_id) == ("chat_linked", ADA_ID)


async def test_a_code_is_overtaken_by_the_end_of_all_sessions(world: ChatWorld) -> None:
    """A thief's code goes with his session; a closed account links nothing."""
    code = await world.code_for_ada()
    world.clock.advance(timedelta(seconds=1))
    stored = world.user()
    stored.close_sessions(world.clock.now())
    world.writes.put(stored)
    with pytest.raises(NotFound):
        await world.link_chat.execute(LinkChatCommand(CHAT, code))
    assert list(world.storage.all_of(Chat)) == []


async def test_a_code_of_an_account_that_is_gone_links_nothing(world: ChatWorld) -> None:
    """Codes outlive what they were made for."""
    code = await world.code_for_ada()
    del world.storage.rows[world.user().stream]
    with pytest.raises(NotFound):
        await world.link_chat.execute(LinkChatCommand(CHAT, code))


async def test_two_chats_of_one_moment_link_one_after_the_other(world: ChatWorld) -> None:
    """Who comes second looks again and takes the place of the first."""
    code = await world.code_for_ada()
    world.writes.interference = lambda: world.put_linked(user(), OTHER_CHAT)
    await world.link_chat.execute(LinkChatCommand(CHAT, code))
    assert (world.chat().user_id, world.chat(OTHER_CHAT).user_id) == (ADA_ID, None)


async def test_gives_up_when_others_are_always_faster(world: ChatWorld) -> None:
    """Rather than try for ever."""
    world.writes.failures = [NotUnique("user_id") for _ in range(5)]
    with pytest.raises(TooManyConflicts):
        await world.link_chat.execute(LinkChatCommand(CHAT, await world.code_for_ada()))


async def test_guests_neither_get_codes_nor_give_them(world: ChatWorld) -> None:
    """There is no account to link."""
    with pytest.raises(PermissionDenied):
        await world.issue_for_user.execute(IssueChatLinkCodeCommand(GUEST))
    with pytest.raises(PermissionDenied):
        await world.link_my_chat.execute(LinkMyChatCommand(GUEST, await world.code_of_chat()))


def test_codes_do_not_show_in_representations() -> None:
    """Commands end up in logs."""
    assert "secret" not in repr(LinkChatCommand(CHAT, "secret"))
    assert "secret" not in repr(LinkMyChatCommand(ADA, "secret"))
