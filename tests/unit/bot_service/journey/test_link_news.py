"""What a chat hears when somebody linked it by the API."""

import asyncio
from uuid import UUID, uuid4

from bot_service.interface.messages.link_news import LinkNews
from business_hexagon.domain.chats.chat import chat_account_id, chat_uuid
from integration_events.envelope import new_envelope
from message_bus.delivery import ReceivedEvent
from telegram_runtime.delivery.chat_turns import ChatTurns

from tests.unit.bot_service.journey.chat_phone import CHAT_ID, NOW
from tests.unit.bot_service.journey.chat_scene import ChatScene
from tests.unit.telegram_runtime.delivery.scripted_handling import settle

ACCOUNT = chat_account_id(CHAT_ID)


def linked(
    user_id: UUID, service: str = "api_service", event_type: str = "chat.linked"
) -> ReceivedEvent:
    """A chat was linked, or something else happened to it."""
    fields: dict[str, str] = {"chat_uuid": str(chat_uuid(CHAT_ID)), "user_id": str(user_id)}
    more = {"linked_at": NOW.isoformat()} if event_type == "chat.linked" else {"reason": "asked"}
    return ReceivedEvent(
        envelope=new_envelope(
            event_type=event_type,
            event_id=uuid4(),
            timestamp=NOW,
            service=service,
            request_id="request_1",
            user_id=None,
            data={**fields, **more},
            schema_version=1,
        ),
        aggregate=f"chat/{chat_uuid(CHAT_ID)}",
        aggregate_version=2,
        attempt=1,
        redelivered=False,
        traceparent=None,
    )


async def heard(scene: ChatScene, event: ReceivedEvent) -> int:
    """How many messages the chat gets for an event."""
    before = len(scene.phone.messages)
    await (await scene.part(LinkNews)).when_chat_linked(event)
    return len(scene.phone.messages) - before


async def test_the_chat_is_told_whose_account_it_speaks_for(customer: ChatScene) -> None:
    """Whoever gave its code away sees it before he shops for another."""
    assert await heard(customer, linked(ACCOUNT)) == 1
    assert "now belongs to the account of <b>Ada Lovelace</b>" in customer.last.text
    assert "/unlink" in customer.last.text


async def test_a_link_made_in_the_chat_was_answered_there(customer: ChatScene) -> None:
    """Nor does anything else concern it."""
    assert await heard(customer, linked(ACCOUNT, service="bot_service")) == 0
    assert await heard(customer, linked(ACCOUNT, event_type="chat.unlinked")) == 0


async def test_a_link_that_has_ended_meanwhile_is_no_news(customer: ChatScene) -> None:
    """Of an account that has no chat, nothing is told; nor when it ends at this moment."""
    assert await heard(customer, linked(uuid4())) == 0
    listener = await customer.part(LinkNews)
    turns = await customer.part(ChatTurns)
    async with turns.turn(CHAT_ID):
        hearing = asyncio.create_task(listener.when_chat_linked(linked(ACCOUNT)))
        await settle()  # it waits for the chat's turn now
        await customer.says("/unlink")
        await customer.taps("Yes, disconnect")
        before = len(customer.phone.messages)
    await hearing
    assert len(customer.phone.messages) == before
