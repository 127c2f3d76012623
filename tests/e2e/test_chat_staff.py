"""Staff act in a chat by the same use cases as in the API, and nobody else does."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from http_transport import HttpClient
from message_bus.connection import BusConnection
from message_bus.topology import dead_letters_queue
from pamqp.commands import Basic

from tests.e2e.chat_worker import ChatWorker
from tests.e2e.conftest import PASSWORD, OpenProduct
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.eventually import eventually
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

CONSUMER = "worker_refunds"
COMMANDS = ("/stats", "/dead_letters", "/redrive", "/refunds")


@dataclass
class Member:
    """Somebody with an account, a role and a chat.

    Attributes:
        chat: The chat.
        account: The account, by the API.
        user_id: Its identity.
    """

    chat: ChatWorker
    account: ShopVisitor
    user_id: str


@pytest.fixture
async def sandbox(shared_platform: SharedPlatform) -> AsyncIterator[HttpClient]:
    """What stands in for Telegram."""
    url = shared_platform.watched.state.service_urls["telegram_sandbox"]
    async with HttpClient(url, timeout=60.0) as client:
        yield client


@pytest.fixture
async def boss(guest: ShopVisitor, admin: ShopVisitor, email: str, sandbox: HttpClient) -> Member:
    """A second administrator: chats of the first are not for tests."""
    registered = await guest.post(
        "/auth/register", {"email": email, "password": PASSWORD, "name": "Grace Hopper"}
    )
    assert registered.status == 202, registered
    account = await guest.logged_in(email, PASSWORD)
    user_id = (await account.get("/me")).text("id")
    await become(admin, user_id, "admin")
    account = await guest.logged_in(email, PASSWORD)
    return Member(await ChatWorker.linked(sandbox, account, "Grace"), account, user_id)


async def become(admin: ShopVisitor, user_id: str, role: str) -> None:
    """Somebody gets a role."""
    found = await admin.get(f"/users/{user_id}")
    changed = await admin.patch(f"/users/{user_id}", {"role": role}, found.etag)
    assert changed.status == 200, changed


async def test_staff_commands_are_for_staff(
    boss: Member, admin: ShopVisitor, sandbox: HttpClient
) -> None:
    """Neither for a guest, nor for a customer, nor for whoever was demoted a moment ago."""
    guest = await ChatWorker.arrive(sandbox, "Eve", "en")
    for command in COMMANDS:
        await guest.says(command)
        await boss.chat.says(command)
    for words in ("The last 7 days", "ead letters", "refund requests"):
        await boss.chat.reads(words)
    await guest.says("/help")
    await guest.reads("/orders")
    answers = " ".join(one.words for one in await guest.messages() if one.from_bot)
    for mark in ("📊", "✉️", "♻️", "↩️"):
        assert mark not in answers.split("/orders")[0]

    await become(admin, boss.user_id, "customer")
    known = len(await boss.chat.messages())
    await boss.chat.says("/stats")
    await boss.chat.says("/tasks")
    await boss.chat.reads("Your tasks")
    later = " ".join(one.words for one in (await boss.chat.messages())[known:])
    assert "📊" not in later


async def test_a_refund_is_approved_in_the_chat(
    boss: Member, admin: ShopVisitor, open_product: OpenProduct
) -> None:
    """And the money goes back; a second tap changes nothing."""
    order_id = (await boss.account.order(await open_product(5))).text("id")
    await boss.account.order_becomes(order_id, "completed")
    reason = f"arrived broken {uuid4().hex[:6]}"
    asked = await boss.account.post(f"/orders/{order_id}/refund_requests", {"reason": reason})
    assert asked.status == 201, asked

    await boss.chat.says("/refunds")
    await boss.chat.reads("Open refund requests")
    while not [one for one in await boss.chat.messages() if one.button(reason)]:
        await boss.chat.taps("More")
    await boss.chat.taps(reason)
    shown = await boss.chat.reads("would go back")
    approve = shown.button("Approve")
    assert approve is not None
    assert approve.callback_data is not None
    first = await boss.chat.presses(shown.message_id, approve.callback_data)
    assert first.text == "Approved."
    second = await boss.chat.presses(shown.message_id, approve.callback_data)
    assert second.show_alert
    await boss.account.timeline_has(order_id, "payment.refunded")
    order = await admin.get(f"/orders/{order_id}")
    assert order.body["refunded_charge_amount"] == order.body["charge_amount"]


async def test_a_dead_letter_is_looked_at_and_redriven_in_the_chat(
    boss: Member, admin: ShopVisitor, shared_platform: SharedPlatform
) -> None:
    """What is still no event comes back, and tells that it was sent to work once."""
    letter_id = str(uuid4())
    await bury(shared_platform.watched.state.rabbitmq_url, letter_id)
    path = f"/dead_letters/{CONSUMER}/{letter_id}"
    try:
        await boss.chat.says(f"/dead_letter {letter_id}")
        await boss.chat.reads("worker_refunds gave it up")
        await boss.chat.taps("Send it back")
        await boss.chat.taps("Yes")
        await boss.chat.reads("1 went back to work")
        acts = await admin.get("/security_acts?act__eq=dead_letter_redriven&limit=5")
        assert boss.user_id in {item["actor_id"] for item in acts.items}
    finally:
        await discarded(admin, path)


async def bury(url: str, letter_id: str) -> None:
    """A message that nobody can ever handle."""
    connection = BusConnection(url, name="test")
    properties = Basic.Properties(
        message_id=letter_id,
        message_type="order.refund_requested",
        delivery_mode=2,
        headers={"reason": "malformed", "error": "no event", "attempt": 1},
    )
    async with connection.channel(confirms=True) as channel:
        await channel.basic_publish(
            b"no event", routing_key=dead_letters_queue(CONSUMER), properties=properties
        )
    await connection.close()


async def discarded(admin: ShopVisitor, path: str) -> None:
    """Leave no dead letter behind, once the consumer has given it up again."""

    async def look() -> bool | None:
        answer = await admin.post(f"{path}/discard")
        return True if answer.status == 200 else None

    await eventually(look, f"{path} given up again")
