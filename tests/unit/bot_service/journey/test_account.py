"""Who somebody is, and how the bot speaks."""

from datetime import timedelta
from uuid import UUID

import pytest
from bot_service.interface.telegram.account.register import account_name
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.chats import ChatLink
from business_hexagon.domain.chats.chat import chat_account_id
from business_hexagon.domain.identity.user import User as Account

from tests.unit.bot_service.journey.chat_phone import CHAT_ID
from tests.unit.bot_service.journey.chat_scene import ChatScene

GRACE = UUID(int=77)


async def code_of_grace(scene: ChatScene) -> str:
    """Grace has an account elsewhere and asks there for a code."""
    if scene.world.shop.storage.one(Account, GRACE) is None:
        await scene.world.shop.plain_writes.commit(
            Change(saves=(Account.open_in_chat(user_id=GRACE, name="Grace Hopper"),))
        )
    asked_at = scene.world.shop.clock.now() + timedelta(seconds=1)
    return await scene.world.codes.issue_for_user(ChatLink(GRACE, asked_at))


async def test_a_greeting_bears_the_name_and_offers_an_account(scene: ChatScene) -> None:
    """To whom the bot does not know."""
    await scene.says("/start")
    assert "Hello, Ada" in scene.last.text
    assert "✨ Register with one tap" in scene.last.buttons


async def test_whoever_has_an_account_is_offered_none(customer: ChatScene) -> None:
    """There is one for each."""
    await customer.says("/start")
    assert "✨ Register with one tap" not in customer.last.buttons


async def test_registering_twice_opens_one_account(scene: ChatScene) -> None:
    """By command or button, and however often the update comes."""
    update = await scene.says("/register")
    assert "Nice to meet you, Ada Lovelace" in scene.last.text
    await scene.deliver(update)
    await scene.presses("register:0")
    accounts = list(scene.world.shop.storage.all_of(Account))
    assert [account.id for account in accounts] == [chat_account_id(CHAT_ID)]


async def test_a_link_connects_the_account_and_says_whose_it_is(scene: ChatScene) -> None:
    """It may be a stranger's."""
    update = await scene.says(f"/start {await code_of_grace(scene)}")
    assert "Connected!" in scene.last.text
    assert "Grace Hopper" in scene.last.text

    await scene.deliver(update)
    assert "Connected!" in scene.last.text


async def test_a_code_can_be_typed(scene: ChatScene) -> None:
    """The same as by a link."""
    await scene.says(f"/link {await code_of_grace(scene)}")
    assert "Connected!" in scene.last.text


@pytest.mark.parametrize("code", ["wrong", "no code: at all", "x" * 60])
async def test_a_code_that_does_not_work_says_so(scene: ChatScene, code: str) -> None:
    """Nobody learns why."""
    await scene.says(f"/link {code}")
    assert "This code does not work" in scene.last.text


async def test_whoever_has_an_account_is_asked_before_it_is_exchanged(
    customer: ChatScene,
) -> None:
    """A link from a stranger must not do that by itself."""
    code = await code_of_grace(customer)
    await customer.says(f"/start {code}")
    assert "already" in customer.last.text
    await customer.taps("No, leave it")
    assert "stays as it is" in customer.last.text

    await customer.says(f"/link {code}")
    await customer.taps("Yes, connect the other one")
    assert "Grace Hopper" in customer.last.text


async def test_no_code_is_not_asked_about(customer: ChatScene) -> None:
    """It could not be kept in a button either."""
    await customer.says("/link no code: at all")
    assert "This code does not work" in customer.last.text


async def test_a_connection_whose_answer_was_lost_is_told_when_it_comes_again(
    scene: ChatScene,
) -> None:
    """And not asked about: the bot did that itself."""
    update = scene.text(f"/link {await code_of_grace(scene)}")
    scene.world.shop.plain_writes.lost_after = 1
    with pytest.raises(StorageUnavailable):
        await scene.deliver(update)
    await scene.deliver(update)
    assert "Connected!" in scene.last.text


async def test_a_code_goes_the_other_way_too(scene: ChatScene) -> None:
    """The person gives it to the account."""
    await scene.says("/link")
    assert "<code>code_1</code>" in scene.last.text


async def test_whoever_is_connected_learns_with_whom(customer: ChatScene) -> None:
    """And how to change that."""
    await customer.says("/link")
    assert "Ada Lovelace" in customer.last.text
    assert "/unlink" in customer.last.text


async def test_disconnecting_asks_first(customer: ChatScene) -> None:
    """Then the chat is nobody's."""
    await customer.says("/unlink")
    await customer.taps("Yes, disconnect")
    assert "not connected with an account any more" in customer.last.text
    await customer.says("/orders")
    assert "whose orders" in customer.last.text
    await customer.says("/unlink")
    assert "/link connects it" in customer.last.text


async def test_the_language_can_be_chosen(scene: ChatScene) -> None:
    """The answer speaks it already, and so does all that follows."""
    await scene.says("/language")
    await scene.taps("Deutsch")
    assert "Ab jetzt spreche ich Deutsch" in scene.last.text
    await scene.says("/start")
    assert "Hallo Ada" in scene.last.text
    await scene.says("/language")
    await scene.taps("English")
    assert "I speak English" in scene.last.text


async def test_the_language_is_that_of_telegram_until_another_is_chosen(
    scene: ChatScene,
) -> None:
    """German people read German."""
    scene.language_code = "de-AT"
    await scene.sells("Lampe", "1234.50")
    await scene.says("/catalogue")
    assert "Unser Katalog" in scene.last.text
    assert "Lampe · 1.234,50 £" in scene.last.buttons


async def test_notifications_can_be_switched_off_and_on(scene: ChatScene) -> None:
    """Each answer says how to get back."""
    await scene.says("/mute")
    assert "/unmute" in scene.last.text
    await scene.says("/unmute")
    assert "/mute" in scene.last.text


async def test_help_lists_the_commands(scene: ChatScene) -> None:
    """All that Telegram's menu offers."""
    await scene.says("/help")
    assert "/catalogue" in scene.last.text
    assert "/orders" in scene.last.text


async def test_a_dialogue_can_be_stopped(customer: ChatScene) -> None:
    """The cart stays; what is typed then is a search."""
    await customer.says("/cancel")
    assert "nothing to stop" in customer.last.text
    await customer.fills_cart(await customer.sells("Lamp"))
    await customer.says("/cart")
    await customer.taps("Check out")
    await customer.says("/cancel")
    assert "Never mind" in customer.last.text
    await customer.says("Lamp")
    assert "Found for" in customer.last.text
    await customer.says("/cart")
    assert "Lamp" in customer.last.text


async def test_a_link_opens_a_product(scene: ChatScene) -> None:
    """As inline results and friends share it."""
    lamp = await scene.sells("Lamp")
    await scene.says(f"/start p_{lamp.hex}")
    assert "<b>Lamp</b>" in scene.last.text


async def test_a_link_opens_an_order(customer: ChatScene) -> None:
    """One's own."""
    await customer.fills_cart(await customer.sells("Lamp"))
    await customer.goes_to_summary()
    await customer.taps("Buy now")
    (order,) = customer.orders
    await customer.says(f"/start order_{order.id.hex}")
    assert "We have your order" in customer.last.text
    assert customer.world.status_messages.shown[order.id].message_id == customer.last.message_id


@pytest.mark.parametrize(
    ("full_name", "name"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("A\nda", "Ada"),
        ("\x00 ", "Telegram"),
        ("x" * 300, "x" * 255),
    ],
)
def test_an_account_is_called_as_its_owner(full_name: str, name: str) -> None:
    """Without what no name may hold."""
    assert account_name(full_name) == name
