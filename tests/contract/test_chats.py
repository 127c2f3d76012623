"""What every implementation of the ports of chats does."""

from datetime import UTC, datetime, timedelta
from random import randrange

import pytest
from business_hexagon.application.errors import NotUnique, VersionConflict
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.chats import ChatStanding, LinkedUser
from business_hexagon.domain.chats.chat import Chat, chat_account_id
from business_hexagon.domain.chats.events import ChatLinked, ChatOpened, ChatUnlinked, ChatUpdated
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import User

from tests.contract.shop import a_user, new_id
from tests.contract.storage_ports import StoragePorts

LINKED_AT = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


def a_chat() -> Chat:
    """A chat that nobody opened before; its number is one that Telegram may give."""
    return Chat.open(randrange(1 << 40, 1 << 52))


async def a_linked_chat(ports: StoragePorts) -> tuple[User, Chat]:
    """A user and his chat, written."""
    user, chat = a_user(), a_chat()
    chat.link(user.id, LINKED_AT)
    await ports.writes.commit(Change(saves=(user, chat)))
    user.mark_saved()
    chat.mark_saved()
    return user, chat


async def test_a_chat_is_read_back_as_written(ports: StoragePorts) -> None:
    """By its number and by its user the same."""
    user, chat = await a_linked_chat(ports)
    chat.choose_language("de")
    chat.choose_time_zone("Europe/Berlin")
    chat.mute()
    chat.block()
    await ports.writes.commit(Change(saves=(chat,)))
    for loaded in (await ports.chats.get(chat.chat_id), await ports.chats.of_user(user.id)):
        assert loaded is not None
        for name in Chat.__slots__:
            assert getattr(loaded, name) == getattr(chat, name)
        assert (loaded.id, loaded.version) == (chat.id, chat.version)


async def test_an_unknown_chat_is_nothing(ports: StoragePorts) -> None:
    """Neither a chat nor a standing."""
    assert await ports.chats.get(1) is None
    assert await ports.chats.of_user(new_id()) is None
    assert await ports.chat_standings.of_chat(1) is None
    assert await ports.chat_standings.of_user(new_id()) is None


async def test_a_standing_tells_the_chat_and_its_user_as_both_are_now(ports: StoragePorts) -> None:
    """By its number and by its user the same."""
    user, chat = await a_linked_chat(ports)
    user.change_role(Role.STAFF)
    user.deactivate(LINKED_AT + timedelta(days=1))
    chat.choose_language("en")
    chat.choose_time_zone("Asia/Tokyo")
    chat.mute()
    await ports.writes.commit(Change(saves=(user,)))
    await ports.writes.commit(Change(saves=(chat,)))
    expected = ChatStanding(
        chat_id=chat.chat_id,
        language="en",
        is_muted=True,
        is_blocked=False,
        time_zone="Asia/Tokyo",
        user=LinkedUser(
            user_id=user.id,
            role=Role.STAFF,
            is_active=False,
            sessions_valid_from=LINKED_AT + timedelta(days=1),
            linked_at=LINKED_AT,
        ),
    )
    assert await ports.chat_standings.of_chat(chat.chat_id) == expected
    assert await ports.chat_standings.of_user(user.id) == expected


async def test_a_chat_that_is_not_linked_stands_alone(ports: StoragePorts) -> None:
    """Its settings are known all the same."""
    chat = a_chat()
    chat.choose_language("de")
    await ports.writes.commit(Change(saves=(chat,)))
    standing = await ports.chat_standings.of_chat(chat.chat_id)
    assert standing == ChatStanding(chat_id=chat.chat_id, language="de")


async def test_a_users_second_chat_takes_the_place_of_the_first_in_one_write(
    ports: StoragePorts,
) -> None:
    """Whichever row is written first."""
    user, first = await a_linked_chat(ports)
    for second_comes_first in (True, False):
        second = a_chat()
        second.link(user.id, LINKED_AT)
        first.unlink("another_chat")
        saves = (second, first) if second_comes_first else (first, second)
        await ports.writes.commit(Change(saves=saves))
        for chat in saves:
            chat.mark_saved()
        found = await ports.chats.of_user(user.id)
        assert found is not None
        assert found.id == second.id
        unlinked = await ports.chats.get(first.chat_id)
        assert unlinked is not None
        assert (unlinked.user_id, unlinked.linked_at) == (None, None)
        first = second


async def test_a_chat_known_before_takes_the_place_of_another(ports: StoragePorts) -> None:
    """Both rows are replaced: the same promise as with a new one."""
    user, first = await a_linked_chat(ports)
    second = a_chat()
    await ports.writes.commit(Change(saves=(second,)))
    second.mark_saved()
    second.link(user.id, LINKED_AT)
    first.unlink("another_chat")
    await ports.writes.commit(Change(saves=(second, first)))
    found = await ports.chats.of_user(user.id)
    assert found is not None
    assert found.id == second.id


async def test_two_chats_of_one_user_are_refused(ports: StoragePorts) -> None:
    """Two codes redeemed at the same moment: one of them looks again."""
    user, _ = await a_linked_chat(ports)
    second = a_chat()
    second.link(user.id, LINKED_AT)
    with pytest.raises(NotUnique) as refusal:
        await ports.writes.commit(Change(saves=(second,)))
    assert refusal.value.field == "user_id"
    assert await ports.chats.get(second.chat_id) is None


async def test_a_chat_is_opened_once(ports: StoragePorts) -> None:
    """Its identity is its number's, so a second one meets the first."""
    chat = a_chat()
    await ports.writes.commit(Change(saves=(chat,)))
    with pytest.raises(VersionConflict):
        await ports.writes.commit(Change(saves=(Chat.open(chat.chat_id),)))


async def test_accounts_opened_in_chats_have_no_address(ports: StoragePorts) -> None:
    """And any number of them is no trouble: nothing is not an address that two share."""
    for _ in range(2):
        chat = a_chat()
        user = User.open_in_chat(user_id=chat_account_id(chat.chat_id), name="Ada")
        chat.link(user.id, LINKED_AT)
        await ports.writes.commit(Change(saves=(user, chat)))
        loaded = await ports.users.get(user.id)
        assert loaded is not None
        assert (loaded.email, loaded.name, loaded.role) == (None, "Ada", Role.CUSTOMER)
        standing = await ports.chat_standings.of_chat(chat.chat_id)
        assert standing is not None
        assert standing.speaker is not None
        assert standing.speaker.user_id == user.id


async def test_the_stream_of_a_chat_folds_to_the_same_chat(ports: StoragePorts) -> None:
    """No event is without its schema, and none is lost."""
    user, chat = await a_linked_chat(ports)
    chat.choose_language("de")
    chat.unlink()
    await ports.writes.commit(Change(saves=(chat,)))
    events = await ports.streams.read("chat", chat.id)
    assert [recorded.event.event_type for recorded in events] == [
        "chat.opened",
        "chat.linked",
        "chat.updated",
        "chat.unlinked",
    ]
    folded = Chat.from_events(
        recorded.event
        for recorded in events
        if isinstance(recorded.event, ChatOpened | ChatLinked | ChatUpdated | ChatUnlinked)
    )
    assert (folded.chat_id, folded.user_id, folded.language) == (chat.chat_id, None, "de")
    assert user.id == getattr(events[1].event, "user_id", None)
