"""Every kind of update and of content is answered sensibly, or ignored on purpose."""

from datetime import UTC, datetime

import pytest
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import LeaveChat
from aiogram.types import (
    Chat,
    OrderInfo,
    PreCheckoutQuery,
    ShippingAddress,
    ShippingQuery,
    Update,
)
from bot_service.interface.telegram.other_updates import content_texts, update_kinds
from bot_service.interface.telegram.other_updates.content_texts import ANSWERED, HANDLED
from business_hexagon.domain.chats.chat import Chat as KnownChat
from business_hexagon.domain.chats.chat import chat_uuid

from tests.unit.bot_service.journey.chat_phone import CHAT_ID, NOW
from tests.unit.bot_service.workplace.contents import CONTENTS
from tests.unit.bot_service.workplace.work_scene import WorkScene

_NO_CONTENT = {ContentType.ANY}
"""Stands for all others in filters."""


def known_chat(scene: WorkScene) -> KnownChat | None:
    """What is known of the chat."""
    return scene.work.shop.storage.one(KnownChat, chat_uuid(CHAT_ID))


def with_content(scene: WorkScene, content_type: ContentType) -> Update:
    """A message of that type: as Telegram sends it where we know an example."""
    update = scene.message(**CONTENTS.get(content_type, {}))
    if content_type in CONTENTS or content_type is ContentType.UNKNOWN:
        return update
    # Nobody looks into it: that it is there is all that counts.
    assert update.message is not None
    message = update.message.model_copy(update={content_type.value: object()})
    update = update.model_copy(update={"message": message.as_(scene.work.bot)})
    return update.as_(scene.work.bot)


def test_every_kind_of_update_is_asked_for_or_ignored_on_purpose() -> None:
    """A kind that aiogram learns of must be thought about."""
    kinds = set(Update.model_fields) - {"update_id"}
    assert kinds == update_kinds.ASKED_FOR | update_kinds.IGNORED
    assert not update_kinds.ASKED_FOR & update_kinds.IGNORED


async def test_telegram_is_asked_for_what_has_a_handler(guest: WorkScene) -> None:
    """And for nothing else."""
    assert guest._dispatcher is not None
    assert set(guest._dispatcher.resolve_used_update_types()) == update_kinds.ASKED_FOR


def test_every_type_of_content_is_answered_handled_or_ignored_on_purpose() -> None:
    """A type that aiogram learns of must be thought about."""
    groups = (set(ANSWERED), set(HANDLED), set(content_texts.IGNORED))
    assert set().union(*groups) == set(ContentType) - _NO_CONTENT
    assert sum(map(len, groups)) == len(set(ContentType) - _NO_CONTENT)


async def test_every_type_of_content_gets_its_sentence(ada: WorkScene) -> None:
    """Or silence, where nobody waits for an answer."""
    for content_type in set(ContentType) - HANDLED - _NO_CONTENT:
        before = len(ada.phone.messages)
        update = with_content(ada, content_type)
        assert update.message is not None
        assert update.message.content_type == content_type
        await ada.deliver(update)
        written = len(ada.phone.messages) - before
        assert written == (1 if content_type in ANSWERED else 0), content_type


async def test_an_unknown_command_is_told_so(ada: WorkScene) -> None:
    """Instead of searching for it."""
    await ada.says("/teleport")
    assert "do not know this command" in ada.last.text


async def test_a_text_that_nothing_else_takes_is_answered(ada: WorkScene) -> None:
    """While the bot waits for nothing of the kind."""
    await ada.remember(step="SomeStates:of_another_version")
    await ada.says("hello")
    assert ada.last.text


async def test_an_edited_text_is_answered(ada: WorkScene) -> None:
    """Its first wording counts; an edited caption is nobody's question."""
    written = await ada.says("lamp")
    await ada.edits(written, "lamps")
    assert "first wording" in ada.last.text
    before = len(ada.phone.messages)
    message = ada.message(location=CONTENTS[ContentType.LOCATION]["location"]).message
    await ada.deliver(Update(update_id=77, edited_message=message))
    assert len(ada.phone.messages) == before


@pytest.mark.parametrize(
    "data", ["", "x", "task:", "task:nonsense", "give:a:b:c", "later::", "dl:DROP TABLE", "x" * 64]
)
async def test_a_forged_button_gets_an_alert(ada: WorkScene, data: str) -> None:
    """And nothing happens."""
    await ada.presses(data)
    assert len(ada.phone.alerts) == 1


async def test_who_blocks_the_bot_is_not_written_to(ada: WorkScene) -> None:
    """Until it may write again."""
    await ada.membership("kicked")
    chat = known_chat(ada)
    assert chat is not None
    assert chat.is_blocked
    await ada.membership("member")
    chat = known_chat(ada)
    assert chat is not None
    assert not chat.is_blocked


@pytest.mark.parametrize(("chat_type", "words"), [("group", 1), ("supergroup", 1), ("channel", 0)])
async def test_the_bot_leaves_groups_politely(ada: WorkScene, chat_type: str, words: int) -> None:
    """In a channel it could not even say so."""
    before = len(ada.phone.messages)
    await ada.membership("member", chat_type)
    assert ada.screen.left == [-CHAT_ID]
    assert len(ada.phone.messages) == before + words
    await ada.membership("kicked", chat_type)
    assert ada.screen.left == [-CHAT_ID]


async def test_a_group_that_was_faster_is_left_already(ada: WorkScene) -> None:
    """Nothing is wrong with that."""
    ada.phone.failures["LeaveChat"] = TelegramForbiddenError(
        LeaveChat(chat_id=-CHAT_ID), "Forbidden: bot was kicked from the group chat"
    )
    await ada.membership("member", "group")
    assert ada.screen.left == []


@pytest.mark.parametrize("text", ["/tasks", "/stats", "hello", "/start"])
async def test_nothing_is_answered_in_a_group(ada: WorkScene, text: str) -> None:
    """Everybody would read it."""
    before = len(ada.phone.messages)
    await ada.sends(text=text, chat=Chat(id=-CHAT_ID, type="group", title="Friends"))
    assert len(ada.phone.messages) == before


async def test_payments_are_refused(ada: WorkScene) -> None:
    """We ask for none, so that nobody may be charged for one."""
    address = ShippingAddress(
        country_code="GB", state="", city="London", street_line1="", street_line2="", post_code=""
    )
    checkout = PreCheckoutQuery(
        id="1",
        from_user=ada.person,
        currency="GBP",
        total_amount=100,
        invoice_payload="x",
        order_info=OrderInfo(name="Ada"),
    )
    shipping = ShippingQuery(
        id="2", from_user=ada.person, invoice_payload="x", shipping_address=address
    )
    await ada.deliver(Update(update_id=1, pre_checkout_query=checkout))
    await ada.deliver(Update(update_id=2, shipping_query=shipping))
    kinds = [kind for kind, _ in ada.screen.refusals]
    assert kinds == ["AnswerPreCheckoutQuery", "AnswerShippingQuery"]
    assert all("no payments" in (text or "") for _, text in ada.screen.refusals)


def test_the_clock_of_the_examples_is_right() -> None:
    """Control: what is due in them is due when the tests say."""
    assert datetime(2026, 1, 15, 10, 30, tzinfo=UTC) == NOW
