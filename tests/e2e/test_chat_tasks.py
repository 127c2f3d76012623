"""Tasks in a chat, through all processes: from the first word to the reminder."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from http_transport import HttpClient
from storage_contracts.json_value import JsonObject

from tests.e2e.chat_worker import ChatWorker
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.eventually import eventually
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""One red pixel."""


@pytest.fixture
async def ada(customer: ShopVisitor, shared_platform: SharedPlatform) -> AsyncIterator[ChatWorker]:
    """The customer's chat."""
    url = shared_platform.watched.state.service_urls["telegram_sandbox"]
    async with HttpClient(url, timeout=60.0) as sandbox:
        yield await ChatWorker.linked(sandbox, customer, "Ada")


async def tasks_of(customer: ShopVisitor) -> list[JsonObject]:
    """What the API tells of the customer's tasks."""
    return (await customer.get("/tasks")).items


def is_tomorrow(due_at: object, hour: int, since: datetime) -> bool:
    """Whether it is at this hour tomorrow, as of then or of now: midnight may have passed."""
    days = {(moment + timedelta(days=1)).date() for moment in (since, datetime.now(UTC))}
    return any(str(due_at).startswith(f"{day}T{hour:02}:00") for day in days)


async def test_a_task_is_written_changed_put_off_and_done(
    ada: ChatWorker, customer: ShopVisitor
) -> None:
    """The API sees each step."""
    began_at = datetime.now(UTC)
    await ada.says("/task buy milk tomorrow 9am !high")
    card = await ada.reads("buy milk")
    (task,) = await tasks_of(customer)
    assert (task["title"], task["priority"], task["status"]) == ("buy milk", "high", "open")
    assert is_tomorrow(task["due_at"], 9, began_at)

    written = await ada.last_of_mine()
    await ada.edits(written.message_id, "/task buy oat milk tomorrow 10am")
    await ada.reads("Changed!")
    (task,) = await tasks_of(customer)
    assert task["title"] == "buy oat milk"
    assert is_tomorrow(task["due_at"], 10, began_at)

    stale = card.button("+1 h")
    assert stale is not None
    assert stale.callback_data is not None
    answer = await ada.presses(card.message_id, stale.callback_data)
    assert answer.show_alert
    assert re.fullmatch(r"It has changed meanwhile\.\nRequest: [0-9a-f]{8}", answer.text or "")
    await ada.taps("+1 h")
    await ada.reads("11:00")

    assert (await ada.taps("Done")).text == "Well done!"
    (task,) = await tasks_of(customer)
    assert task["status"] == "completed"


async def test_a_due_task_reminds_in_the_chat(ada: ChatWorker, customer: ShopVisitor) -> None:
    """With buttons; wherever it was written down, in the time zone of the chat."""
    await ada.says("/timezone Kathmandu")
    await ada.reads("Asia/Kathmandu")
    me = (await customer.get("/me")).text("id")
    due = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    created = await customer.post(
        "/tasks", {"title": "Call the supplier", "due_at": due, "assignee_id": me}
    )
    assert created.status == 201, created
    reminder = await ada.reads("A task is due:")
    assert "Call the supplier" in reminder.words
    assert "(Asia/Kathmandu)" in reminder.words
    await ada.taps("Done")
    found = await customer.get(f"/tasks/{created.text('id')}")
    assert found.body["status"] == "completed"


async def test_whoever_is_given_a_task_hears_of_it_at_once(
    ada: ChatWorker, customer: ShopVisitor, admin: ShopVisitor
) -> None:
    """Whether it was written down for her or given to her later; with its card."""
    me = (await customer.get("/me")).text("id")
    created = await admin.post("/tasks", {"title": "Mend the roof", "assignee_id": me})
    assert created.status == 201, created
    assert "Mend the roof" in (await ada.reads("Somebody gave you a task:")).words
    await ada.taps("Done")
    found = await customer.get(f"/tasks/{created.text('id')}")
    assert found.body["status"] == "completed"


async def test_a_photo_becomes_a_task_and_its_file(ada: ChatWorker, customer: ShopVisitor) -> None:
    """Stored through the data services; what pretends to be a picture is refused."""
    await ada.sends_file("photo", "shelf.png", PNG, "/task hang this up")
    await ada.reads("I keep 1 file")
    (task,) = await tasks_of(customer)
    files = (await customer.get(f"/tasks/{task['id']}/attachments")).items
    assert [file["media_type"] for file in files] == ["image/png"]

    await ada.sends_file("document", "notes.txt", b"Measure twice.\n")
    await ada.taps("hang this up")
    await ada.sends_file("document", "setup.exe", b"MZ\x90\x00\x03\x00\x00\x00" * 20)
    await ada.taps("hang this up")

    async def two() -> list[JsonObject] | None:
        found = (await customer.get(f"/tasks/{task['id']}/attachments")).items
        return found if len(found) == 2 else None

    names = {file["file_name"] for file in await eventually(two, "two files")}
    assert "notes.txt" in names
    assert "setup.exe" not in names


async def test_whatever_somebody_sends_is_answered(ada: ChatWorker) -> None:
    """Also what the bot can do nothing with, an unknown command and a forged button."""
    for kind in ("location", "dice", "poll", "contact", "venue", "sticker"):
        before = len(await ada.messages())
        await ada._post("contents", {"kind": kind})

        async def answered(before: int = before) -> bool | None:
            return True if len(await ada.messages()) >= before + 2 else None

        await eventually(answered, f"an answer to {kind}")
    await ada.says("/teleport")
    refusal = await ada.reads("do not know this command")
    answer = await ada.presses(refusal.message_id, "give:forged")
    assert answer.show_alert
