"""The chat and its rules."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from business_hexagon.domain.chats.chat import Chat, chat_account_id, chat_uuid
from business_hexagon.domain.chats.events import ChatLinked, ChatUnlinked, ChatUpdated
from business_hexagon.domain.errors import InvalidValue

from tests.unit.business_hexagon.memory.people import ADA_ID, BOB_ID

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


def fields(chat: Chat) -> dict[str, object]:
    """All that a chat holds."""
    return {name: getattr(chat, name) for name in (*Chat.__slots__, "id", "version")}


def test_identities_are_made_of_telegrams_number_alone() -> None:
    """The same in every process and release: these two must never change."""
    assert chat_uuid(77) == UUID("fadc2f24-3f3b-51fb-b644-0782961808f0")
    assert chat_account_id(77) == UUID("5e796ffb-6c87-57b4-9559-67c91286c9c7")
    assert len({chat_uuid(77), chat_account_id(77), chat_uuid(-77), chat_uuid(7)}) == 4


def test_a_new_chat_speaks_for_nobody_and_has_chosen_nothing() -> None:
    """Its number is all that is known."""
    chat = Chat.open(77)
    assert fields(chat) == {
        "id": chat_uuid(77),
        "version": 1,
        "chat_id": 77,
        "user_id": None,
        "linked_at": None,
        "language": None,
        "is_muted": False,
        "is_blocked": False,
        "time_zone": None,
    }


def test_folding_its_stream_gives_the_same_chat() -> None:
    """Through every event; and so does its row."""
    chat = Chat.open(77)
    chat.link(ADA_ID, NOW)
    chat.choose_language("de")
    chat.choose_time_zone("Europe/Berlin")
    chat.mute()
    chat.block()
    for step in (chat.unlink, chat.unmute, chat.unblock):
        assert fields(Chat.from_events(chat.pending)) == fields(chat)
        step()
    assert fields(Chat.from_events(chat.pending)) == fields(chat)
    restored = Chat.restore(
        chat_id=chat.chat_id,
        user_id=chat.user_id,
        linked_at=chat.linked_at,
        language=chat.language,
        is_muted=chat.is_muted,
        is_blocked=chat.is_blocked,
        time_zone=chat.time_zone,
        version=chat.version,
    )
    assert fields(restored) == fields(chat)


def test_linking_again_tells_only_what_is_new() -> None:
    """Another user, or another proof of the same one."""
    chat = Chat.open(77)
    chat.link(ADA_ID, NOW)
    chat.link(ADA_ID, NOW)
    chat.link(BOB_ID, NOW)
    assert chat.pending[1:] == (
        ChatLinked(chat_uuid=chat.id, user_id=ADA_ID, linked_at=NOW),
        ChatLinked(chat_uuid=chat.id, user_id=BOB_ID, linked_at=NOW),
    )


def test_unlinking_names_who_lost_the_chat_and_why() -> None:
    """Once."""
    chat = Chat.open(77)
    chat.unlink()
    chat.link(ADA_ID, NOW)
    chat.unlink("another_chat")
    chat.unlink()
    assert chat.pending[2:] == (
        ChatUnlinked(chat_uuid=chat.id, user_id=ADA_ID, reason="another_chat"),
    )


def test_settings_that_are_so_already_record_nothing() -> None:
    """Double taps cost no version."""
    chat = Chat.open(77)
    chat.unmute()
    chat.unblock()
    assert [event.event_type for event in chat.pending] == ["chat.opened"]
    chat.choose_language("de")
    chat.choose_language("de")
    chat.choose_time_zone("Europe/Berlin")
    chat.choose_time_zone("Europe/Berlin")
    assert chat.pending[1:] == (
        ChatUpdated(
            chat_uuid=chat.id, language="de", is_muted=False, is_blocked=False, time_zone=None
        ),
        ChatUpdated(
            chat_uuid=chat.id,
            language="de",
            is_muted=False,
            is_blocked=False,
            time_zone="Europe/Berlin",
        ),
    )


@pytest.mark.parametrize("language", ["fr", "EN", "", "english"])
def test_refuses_a_language_that_the_bot_does_not_speak(language: str) -> None:
    """It would answer in none."""
    chat = Chat.open(77)
    with pytest.raises(InvalidValue, match="language"):
        chat.choose_language(language)
    assert chat.language is None


@pytest.mark.parametrize("name", ["Atlantis", "", "../../etc/passwd", "Europe", "x" * 300, "a\0b"])
def test_refuses_a_time_zone_that_there_is_not(name: str) -> None:
    """Whatever somebody types: it is the name of a file somewhere."""
    chat = Chat.open(77)
    with pytest.raises(InvalidValue, match="time_zone"):
        chat.choose_time_zone(name)
    assert chat.time_zone is None
