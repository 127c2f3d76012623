"""The control routes refuse what makes no sense, and tell what happens as it happens."""

import asyncio

import orjson
import pytest
from aiogram import Bot
from storage_contracts.json_value import Json, JsonObject

from tests.fixtures.telegram_people import ControlRoutes, SimulatedPerson

pytestmark = pytest.mark.integration

JSON = ((b"Content-Type", b"application/json"),)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("users", {}, 422),
        ("users", {"first_name": ""}, 422),
        ("users", {"first_name": "Ada", "language_code": "!"}, 422),
        ("users", {"first_name": "Ada", "surprise": 1}, 422),
        ("chats/1/messages", {"text": "x"}, 404),
        ("chats/{ada}/messages", {"text": ""}, 422),
        ("chats/{ada}/messages", {"text": "x", "reply_to": 1}, 404),
        ("chats/{ada}/messages/1/edits", {"text": "x"}, 404),
        ("chats/{ada}/chosen_results", {"result_id": "1", "query": "x"}, 404),
        ("chats/{ada}/membership", {"status": "owner"}, 422),
        ("chats/{ada}/contents", {"kind": "pigeon"}, 422),
        ("updates", [], 422),
        ("updates", {"message": 1}, 422),
        ("updates", {"update_id": "x", "message": {}}, 422),
    ],
)
async def test_what_makes_no_sense_is_refused(
    sandbox: ControlRoutes, ada: SimulatedPerson, path: str, body: Json, status: int
) -> None:
    """With a sentence."""
    answer = await sandbox.client.request(
        "POST", f"/sandbox/{path.format(ada=ada.id)}", headers=JSON, body=orjson.dumps(body)
    )
    assert answer.status == status
    assert orjson.loads(answer.body)["detail"]


async def test_a_form_of_another_page_is_refused(sandbox: ControlRoutes) -> None:
    """Only JSON, which a browser does not send elsewhere without asking first."""
    headers = [(b"Content-Type", b"text/plain")]
    answer = await sandbox.client.request(
        "POST", "/sandbox/users", headers=headers, body=b'{"first_name": "Eve"}'
    )
    assert answer.status == 415


@pytest.mark.parametrize("site", [b"cross-site", b"same-site"])
async def test_pages_of_other_origins_may_not_act(sandbox: ControlRoutes, site: bytes) -> None:
    """Not even where no body is needed; a link to the page works."""
    headers = [(b"Sec-Fetch-Site", site)]
    refused = await sandbox.client.request("POST", "/sandbox/reset", headers=headers)
    assert refused.status == 403
    assert (await sandbox.client.request("GET", "/", headers=headers)).status == 200
    own = [(b"Sec-Fetch-Site", b"same-origin")]
    assert (await sandbox.client.request("GET", "/sandbox/bot", headers=own)).status == 200


async def test_a_person_of_an_earlier_life_comes_back_with_the_same_number(
    sandbox: ControlRoutes, bot: Bot
) -> None:
    """And may be written to when they had talked before."""
    body: dict[str, Json] = {"first_name": "Ada", "id": 4711, "has_started": True}
    assert (await sandbox.post("users", body))["id"] == 4711
    assert (await sandbox.post("users", body))["id"] == 4711
    await bot.send_message(4711, "Welcome back")


async def test_the_stream_tells_what_happens_in_a_chat(
    sandbox: ControlRoutes, bot: Bot, ada: SimulatedPerson
) -> None:
    """Messages, edits, typing; nothing of other chats."""
    bruno = await sandbox.person("Bruno")
    host, port = sandbox.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /sandbox/events?chat_id={ada.id} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    async with asyncio.timeout(60):
        await reader.readuntil(b": listening")
        await bruno.say("not for this stream")
        await bot.send_chat_action(ada.id, "typing")
        sent = await bot.send_message(ada.id, "one")
        await sent.edit_text("two")
        heard: list[JsonObject] = []
        while len(heard) < 3:
            line = await reader.readline()
            if line.startswith(b"data: "):
                heard.append(orjson.loads(line[6:]))
    writer.close()
    await writer.wait_closed()
    assert [each["type"] for each in heard] == ["typing", "message", "edit"]
    assert {each["chat_id"] for each in heard} == {ada.id}
    edited = heard[-1]["message"]
    assert isinstance(edited, dict)
    assert edited["text"] == "two"


async def test_the_log_of_calls_tells_what_the_bot_did(
    sandbox: ControlRoutes, bot: Bot, ada: SimulatedPerson
) -> None:
    """From a number on."""
    before = await sandbox.get("calls")
    assert isinstance(before, dict)
    await bot.send_message(ada.id, "hello")
    told = await sandbox.get(f"calls?after={before['last']}")
    assert isinstance(told, dict)
    calls = told["calls"]
    assert isinstance(calls, list)
    (call,) = calls
    assert isinstance(call, dict)
    assert (call["method"], call["status"], call["chat_id"]) == (
        "sendMessage",
        200,
        str(ada.id),
    )
    wrong = await sandbox.client.request("GET", "/sandbox/calls?after=x")
    assert wrong.status == 422


async def test_the_page_is_served_with_a_policy(sandbox: ControlRoutes) -> None:
    """Scripts of the page alone; unknown files are not found."""
    page = await sandbox.client.request("GET", "/")
    assert page.status == 200
    assert "script-src 'self'" in (page.header("content-security-policy") or "")
    script = await sandbox.client.request("GET", "/page/scripts/main.js")
    assert (script.header("content-type") or "").startswith("text/javascript")
    assert (await sandbox.client.request("GET", "/page/scripts/none.js")).status == 404
    assert (await sandbox.client.request("GET", "/page/../settings.py")).status == 404
