"""Opening an account in a chat."""

from datetime import timedelta

import pytest
from business_hexagon.application.commands.chats.open_chat_account import OpenChatAccountCommand
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChatCommand
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.domain.chats.chat import Chat, chat_account_id
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import User

from tests.unit.business_hexagon.memory.chat_world import CHAT, ChatWorld
from tests.unit.business_hexagon.memory.people import ADA_ID, KEY, user

COMMAND = OpenChatAccountCommand(chat_id=CHAT, name=" Ada ", language="de", idempotency=KEY)


async def test_opens_a_customers_account_and_links_it_at_once(world: ChatWorld) -> None:
    """In one write; without address, so that nobody logs in to it elsewhere."""
    user_id = await world.open_account.execute(COMMAND)
    opened = world.user(user_id)
    assert (opened.email, opened.name, opened.role) == (None, "Ada", Role.CUSTOMER)
    assert world.chat().language == "de"
    assert (await world.who()).actor.user_id == user_id == chat_account_id(CHAT)
    assert len(world.writes.changes) == 1
    assert sorted(world.audit) == ["chat_linked ok", "registered ok"]
    assert {event.event_type for event in world.told} == {
        "user.created",
        "chat.opened",
        "chat.linked",
        "chat.updated",
    }


async def test_an_update_that_comes_again_opens_no_second_account(world: ChatWorld) -> None:
    """Whether or not the first one's answer was lost, and whatever happened since."""
    world.writes.lost_after = 1
    with pytest.raises(StorageUnavailable):
        await world.open_account.execute(COMMAND)
    first = await world.open_account.execute(COMMAND)
    await world.unlink_chat.execute(UnlinkChatCommand(CHAT))
    assert await world.open_account.execute(COMMAND) == first
    assert world.chat().user_id is None
    assert len(world.writes.users) == 2


async def test_a_linked_chat_answers_its_account(world: ChatWorld) -> None:
    """Nobody gets a second one beside it."""
    world.put_linked(user())
    assert await world.open_account.execute(COMMAND) == ADA_ID
    assert len(world.writes.users) == 1


async def test_finds_the_account_again_that_was_opened_here(world: ChatWorld) -> None:
    """After the chat was unlinked, or its sessions were closed."""
    user_id = await world.open_account.execute(OpenChatAccountCommand(chat_id=CHAT, name="Ada"))
    await world.unlink_chat.execute(UnlinkChatCommand(CHAT))
    again = OpenChatAccountCommand(chat_id=CHAT, name="Somebody")
    assert await world.open_account.execute(again) == user_id
    assert world.user(user_id).name == "Ada"

    world.clock.advance(timedelta(seconds=1))
    stored = world.user(user_id)
    stored.close_sessions(world.clock.now())
    world.writes.put(stored)
    assert (await world.who()).actor.is_guest
    assert await world.open_account.execute(again) == user_id
    assert (await world.who()).actor.user_id == user_id


async def test_does_not_open_again_what_was_closed_or_has_an_address(world: ChatWorld) -> None:
    """A closed account stays closed; one with an address is proven by a code."""
    closed = user(chat_account_id(CHAT), is_active=False)
    closed.email = None
    for stored in (closed, user(chat_account_id(CHAT), email="ada@example.org")):
        world.writes.put(stored)
        with pytest.raises(PermissionDenied):
            await world.open_account.execute(COMMAND)
    assert list(world.storage.all_of(Chat)) == []


@pytest.mark.parametrize(
    ("name", "language", "field"),
    [("", "de", "name"), ("a\0b", None, "name"), ("Ada", "fr", "language")],
)
async def test_refuses_what_is_malformed(
    world: ChatWorld, name: str, language: str | None, field: str
) -> None:
    """Nothing is opened then."""
    command = OpenChatAccountCommand(chat_id=CHAT, name=name, language=language)
    with pytest.raises(InvalidValue) as refusal:
        await world.open_account.execute(command)
    assert refusal.value.field == field
    assert len(world.writes.users) == 1


async def test_two_updates_of_one_moment_open_one_account(world: ChatWorld) -> None:
    """Who comes second finds the other's."""

    def interfere() -> None:
        world.put_linked(User.open_in_chat(user_id=chat_account_id(CHAT), name="Ada"))

    world.writes.interference = interfere
    user_id = await world.open_account.execute(COMMAND)
    assert user_id == chat_account_id(CHAT)
    assert len(world.writes.users) == 2
    assert world.chat().version == 2
