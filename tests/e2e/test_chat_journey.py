"""A customer's whole way in the chat, on five real processes and a stand-in for Telegram."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from http_transport import HttpClient

from tests.e2e.chat_visitor import ChatMessage, ChatVisitor
from tests.e2e.conftest import PASSWORD, OpenProduct
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.eventually import eventually
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

ADDRESS = "Ada Lovelace\n221B Baker Street\nW1U 8ED London\nUnited Kingdom"
TIMES = "\N{MULTIPLICATION SIGN}"


@pytest.fixture
async def sandbox(shared_platform: SharedPlatform) -> AsyncIterator[HttpClient]:
    """What stands in for Telegram."""
    url = shared_platform.watched.state.service_urls["telegram_sandbox"]
    async with HttpClient(url, timeout=60.0) as client:
        yield client


@pytest.fixture
async def ada(sandbox: HttpClient) -> ChatVisitor:
    """Somebody who has just found the bot."""
    return await ChatVisitor.arrive(sandbox, "Ada", "en")


async def buys(visitor: ChatVisitor, product_id: str, card: str = "pays") -> ChatMessage:
    """Register, take one, check out; returns the message that tells how the order is doing."""
    await visitor.says("/register")
    await visitor.says(f"/start p_{product_id.replace('-', '')}")
    await visitor.taps("Add to cart")
    await visitor.says("/cart")
    await visitor.taps("Check out")
    await visitor.says(ADDRESS)
    await visitor.taps(card)
    summary = await visitor.reads("All good?")
    await visitor.taps("Buy now")
    return summary


async def test_a_stranger_buys_two_things_and_sees_them_completed(
    ada: ChatVisitor, open_product: OpenProduct, admin: ShopVisitor
) -> None:
    """From /start to the message that says so, which is the one that asked whether all is good."""
    first, second = await open_product(10), await open_product(10)
    await ada.says("/start")
    await ada.reads("Hello, Ada")
    await ada.taps("Catalogue")
    await ada.reads("Our catalogue")
    await ada.says("white METAL")
    await ada.reads("Found for")

    for product_id in (first, second):
        await ada.says(f"/start p_{product_id.replace('-', '')}")
        answer = await ada.taps("Add to cart")
        assert answer.text == "In your cart: 1"
    await ada.taps("\N{HEAVY PLUS SIGN}")
    await ada.says("/cart")
    cart = await ada.reads("Your cart")
    assert "Total: £10.17" in cart.words

    await ada.taps("Check out")
    await ada.taps("Register with one tap")
    await ada.reads("Where shall we send it?")
    await ada.says(ADDRESS)
    await ada.taps("pays")
    summary = await ada.reads("All good?")
    assert "Ada Lovelace, 221B Baker Street, W1U 8ED London, GB" in summary.words
    buy = summary.button("Buy now")
    assert buy is not None
    assert buy.callback_data is not None
    for _ in range(2):
        await ada.presses(summary.message_id, buy.callback_data)

    shown = await ada.message(summary.message_id, "Completed.")
    assert shown.edits >= 1
    assert f"2 {TIMES} White metal lantern" in shown.words
    news = await ada.reads("is completed")
    assert news.message_id != shown.message_id
    await ada.says("/orders")
    listed = await ada.reads("Your orders")
    assert len([one for row in listed.buttons for one in row if "£10.17" in one.text]) == 1
    stock = await admin.get(f"/products/{second}/stock")
    assert (stock.body["free"], stock.body["sold"]) == (8, 2)


async def test_an_order_that_waits_for_its_payment_can_be_cancelled(
    ada: ChatVisitor, open_product: OpenProduct
) -> None:
    """After asking once more; whoever is too late is told that, and the order is completed."""
    summary = await buys(ada, await open_product(10), "takes its time")
    waiting = await ada.message(summary.message_id, "We have your order")
    cancel = waiting.button("Cancel the order")
    assert cancel is not None
    assert cancel.callback_data is not None
    await ada.presses(summary.message_id, cancel.callback_data)
    sure = cancel.callback_data.replace(":ask", ":cancel")
    answer = await ada.presses(summary.message_id, sure)
    if answer.show_alert:  # on a busy machine the payment may be faster
        await ada.message(summary.message_id, "Completed.")
    else:
        await ada.message(summary.message_id, "as you wished")
        await ada.reads("About your order")


async def test_a_declined_card_is_told_in_plain_words(
    ada: ChatVisitor, open_product: OpenProduct
) -> None:
    """By the message that is on the screen already."""
    summary = await buys(ada, await open_product(10), "declined")
    shown = await ada.message(summary.message_id, "Cancelled.")
    assert "The payment did not go through" in shown.words


async def test_what_is_sold_out_is_told_in_plain_words(
    ada: ChatVisitor, open_product: OpenProduct
) -> None:
    """Nothing was charged."""
    product_id = await open_product(1)
    await ada.says(f"/start p_{product_id.replace('-', '')}")
    await ada.taps("Add to cart")
    await ada.taps("\N{HEAVY PLUS SIGN}")
    await ada.says("/register")
    await ada.says("/cart")
    await ada.taps("Check out")
    await ada.says(ADDRESS)
    await ada.taps("pays")
    summary = await ada.reads("All good?")
    await ada.taps("Buy now")
    shown = await ada.message(summary.message_id, "Cancelled.")
    assert "Somebody was faster" in shown.words


async def test_a_refund_is_asked_for_granted_and_seen(
    ada: ChatVisitor, open_product: OpenProduct, admin: ShopVisitor
) -> None:
    """The customer says why, a colleague approves, the money comes back."""
    summary = await buys(ada, await open_product(10))
    await ada.message(summary.message_id, "Completed.")
    await ada.taps("Ask for a refund")
    await ada.says("The glass is broken, sorry")
    shown = await ada.reads("You asked for your money back")

    async def mine() -> str | None:
        found = await admin.get("/refund_requests?all=true&status=open")
        reasons = {item["reason"]: str(item["id"]) for item in found.items}
        return reasons.get("The glass is broken, sorry")

    request_id = await eventually(mine, "the refund request")
    approved = await admin.post(f"/refund_requests/{request_id}/approve")
    assert approved.status == 202, approved
    await ada.message(shown.message_id, "£3.39 went back to you")
    await ada.reads("of your order")


async def test_whoever_is_muted_sees_the_message_change_alone(
    ada: ChatVisitor, open_product: OpenProduct
) -> None:
    """No other message comes."""
    await ada.says("/mute")
    await ada.reads("/unmute")
    summary = await buys(ada, await open_product(10))
    await ada.message(summary.message_id, "Completed.")
    assert not any("is completed" in one.words for one in await ada.messages())


async def test_german_people_shop_in_german(sandbox: HttpClient, open_product: OpenProduct) -> None:
    """From the greeting to the news; and whoever chooses English gets English."""
    erika = await ChatVisitor.arrive(sandbox, "Erika", "de")
    product_id = await open_product(10)
    await erika.says("/start")
    await erika.reads("Hallo Erika")
    await erika.taps("Mit einem Tipp registrieren")
    await erika.says(f"/start p_{product_id.replace('-', '')}")
    await erika.taps("In den Warenkorb")
    await erika.says("/cart")
    cart = await erika.reads("Dein Warenkorb")
    assert "3,39 £" in cart.words
    await erika.taps("Zur Kasse")
    await erika.says("Erika Mustermann\nHeidestraße 17\n51147 Köln\nDeutschland")
    await erika.taps("pays")
    summary = await erika.reads("Alles richtig?")
    await erika.taps("Jetzt kaufen")
    await erika.message(summary.message_id, "Abgeschlossen.")
    await erika.reads("Deine Bestellung")

    await erika.says("/language")
    await erika.taps("English")
    await erika.reads("I speak English")
    await erika.says("/orders")
    await erika.reads("Your orders")


async def test_an_account_is_connected_by_a_code_from_the_chat(
    ada: ChatVisitor, guest: ShopVisitor, open_product: OpenProduct
) -> None:
    """What was bought by the API is told in the chat, and seen there."""
    email = f"ada_{uuid4().hex}@example.com"
    body = {"email": email, "password": PASSWORD, "name": "Ada King"}
    assert (await guest.post("/auth/register", body)).status == 202
    customer = await guest.logged_in(email, PASSWORD)

    await ada.says("/link")
    invitation = await ada.reads("Connect your account")
    code = next(line for line in invitation.words.splitlines() if len(line) == 16)
    linked = await customer.post("/me/chats", {"code": code})
    assert linked.status == 204, linked
    await ada.says("/link")
    await ada.reads("belongs to the account of Ada King")

    placed = await customer.order(await open_product(10))
    assert placed.status == 201, placed
    await ada.reads("is completed")
    await ada.says("/orders")
    await ada.taps("£6.78")
    await ada.reads("Total: £6.78")


async def test_a_button_for_somebody_elses_order_shows_nothing(
    ada: ChatVisitor, sandbox: HttpClient, open_product: OpenProduct, admin: ShopVisitor
) -> None:
    """Nor does a link."""
    await buys(ada, await open_product(10))
    orders = await admin.get("/orders?all=true&limit=1")
    order_id = str(orders.items[0]["id"]).replace("-", "")
    eve = await ChatVisitor.arrive(sandbox, "Eve", "en")
    await eve.says("/register")
    menu = await eve.reads("Nice to meet you")
    for step in ("open", "show", "cancel", "refund"):
        answer = await eve.presses(menu.message_id, f"order:{order_id}:{step}")
        assert answer.show_alert, step
    await eve.says(f"/start order_{order_id}")
    await eve.says("/help")
    await eve.reads("What I can do")
    assert not any("Total" in one.words for one in await eve.messages())
