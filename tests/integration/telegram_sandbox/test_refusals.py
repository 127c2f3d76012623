"""What Telegram refuses, the sandbox refuses: with its code and in its words."""

from collections.abc import Awaitable, Callable

import orjson
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BufferedInputFile, InputMediaPhoto

from tests.fixtures.telegram_people import ControlRoutes, SimulatedPerson
from tests.unit.telegram_sandbox.worlds import TOKEN

pytestmark = pytest.mark.integration

type Act = Callable[[Bot, int, int], Awaitable[object]]
"""Something that a bot does in a chat; the last number is that of its own message there."""

REFUSED: dict[str, tuple[Act, str]] = {
    "not modified": (
        lambda bot, chat, own: bot.edit_message_text("own", chat_id=chat, message_id=own),
        (
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        ),
    ),
    "edit of nothing": (
        lambda bot, chat, _: bot.edit_message_text("x", chat_id=chat, message_id=1),
        "message to edit not found",
    ),
    "edit of the person's": (
        lambda bot, chat, own: bot.edit_message_text("x", chat_id=chat, message_id=own - 1),
        "message can't be edited",
    ),
    "caption of a text": (
        lambda bot, chat, own: bot.edit_message_caption(chat_id=chat, message_id=own, caption="x"),
        "there is no caption in the message to edit",
    ),
    "unknown chat": (lambda bot, _, __: bot.send_message(1, "x"), "chat not found"),
    "named chat": (lambda bot, _, __: bot.send_message("@nobody", "x"), "chat not found"),
    "no text": (lambda bot, chat, _: bot.send_message(chat, " "), "message text is empty"),
    "long text": (
        lambda bot, chat, _: bot.send_message(chat, "x" * 4097),
        "message is too long",
    ),
    "long caption": (
        lambda bot, chat, _: bot.send_document(
            chat, BufferedInputFile(b"x", "x"), caption="x" * 1025
        ),
        "message caption is too long",
    ),
    "unbalanced tag": (
        lambda bot, chat, _: bot.send_message(chat, "<b>x", parse_mode="HTML"),
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "no photo": (
        lambda bot, chat, _: bot.send_photo(chat, BufferedInputFile(b"x", "x.png")),
        "IMAGE_PROCESS_FAILED",
    ),
    "no such file": (
        lambda bot, chat, _: bot.send_photo(chat, "no_such_file"),
        "wrong file identifier/HTTP URL specified",
    ),
    "file of the web": (
        lambda bot, chat, _: bot.send_photo(chat, "https://example.com/x.png"),
        "failed to get HTTP URL content",
    ),
    "album of one": (
        lambda bot, chat, _: bot.send_media_group(chat, [InputMediaPhoto(media="x")]),
        "group of 2-10 media is expected",
    ),
    "unknown press": (
        lambda bot, _, __: bot.answer_callback_query("1"),
        "query is too old and response timeout expired or query ID is invalid",
    ),
    "long notice": (
        lambda bot, _, __: bot.answer_callback_query("1", text="x" * 201),
        "MESSAGE_TOO_LONG",
    ),
    "unknown search": (
        lambda bot, _, __: bot.answer_inline_query("1", []),
        "query is too old and response timeout expired or query ID is invalid",
    ),
    "refusal without reason": (
        lambda bot, _, __: bot.answer_pre_checkout_query("1", ok=False),
        "error_message must be non-empty",
    ),
    "delete of nothing": (
        lambda bot, chat, _: bot.delete_message(chat, 1),
        "message to delete not found",
    ),
    "answer to nothing": (
        lambda bot, chat, _: bot.send_message(chat, "x", reply_to_message_id=1),
        "message to be replied not found",
    ),
    "download of nothing": (lambda bot, _, __: bot.get_file("x"), "invalid file_id"),
    "unknown action": (
        lambda bot, chat, _: bot.send_chat_action(chat, "dancing"),
        "wrong parameter action in request",
    ),
    "wrong command": (
        lambda bot, _, __: bot.set_my_commands([BotCommand(command="No!", description="x")]),
        "BOT_COMMAND_INVALID",
    ),
    "stranger": (
        lambda bot, chat, _: bot.get_chat_member(chat, 5),
        "member not found",
    ),
    "leave somebody": (
        lambda bot, chat, _: bot.leave_chat(chat),
        "chat member status can't be changed in private chats",
    ),
    "webhook to nowhere": (
        lambda bot, _, __: bot.set_webhook("nowhere"),
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    "odd secret": (
        lambda bot, _, __: bot.set_webhook("https://example.com", secret_token="ä"),
        "secret token contains unallowed characters",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_bad_requests_are_refused_in_telegrams_words(
    bot: Bot, ada: SimulatedPerson, name: str
) -> None:
    """Code 400."""
    act, reason = REFUSED[name]
    own = await bot.send_message(ada.id, "own")
    with pytest.raises(TelegramBadRequest) as refused:
        await act(bot, ada.id, own.message_id)
    assert refused.value.message == f"Bad Request: {reason}"


async def test_who_never_wrote_cannot_be_written_to(bot: Bot, sandbox: ControlRoutes) -> None:
    """A bot does not begin."""
    stranger = await sandbox.person("Eve")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(stranger.id, "x")


async def test_who_blocked_the_bot_is_not_reached(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """403, and my_chat_member before; a new word unblocks."""
    await sandbox.post(f"chats/{ada.id}/membership", {"status": "kicked"})
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ada.id, "x")
    await ada.say("hello again")
    left, came, said = await bot.get_updates()
    for update, status in ((left, "kicked"), (came, "member")):
        assert update.my_chat_member is not None
        assert update.my_chat_member.new_chat_member.status == status
    assert said.message is not None
    await bot.send_message(ada.id, "x")


@pytest.mark.parametrize("token", ["1000001:somebody_else", "2:telegram_sandbox"])
async def test_a_wrong_token_is_unauthorized(sandbox: ControlRoutes, token: str) -> None:
    """401."""
    server = TelegramAPIServer.from_base(sandbox.url)
    async with Bot(token, session=AiohttpSession(api=server)) as stranger:
        with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
            await stranger.get_me()


@pytest.mark.parametrize("path", [f"/bot{TOKEN}/sendPigeon", "/botnonsense/getMe"])
async def test_unknown_methods_and_nonsense_are_not_found(
    sandbox: ControlRoutes, path: str
) -> None:
    """404, as a body of the Bot API."""
    answer = await sandbox.client.request("POST", path)
    assert answer.status == 404
    assert orjson.loads(answer.body) == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }


async def test_floods_are_refused_with_the_time_to_wait(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """429 and retry_after, which aiogram reads."""
    await sandbox.put("faults", {"too_many_requests": {"next": 1, "retry_after": 3}})
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(ada.id, "x")
    assert refused.value.retry_after == 3


async def test_a_bad_day_of_telegram_is_an_error_of_the_server(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """500."""
    await sandbox.put("faults", {"server_error": {"next": 1}})
    with pytest.raises(TelegramServerError):
        await bot.send_message(ada.id, "x")


async def test_a_poll_beside_a_webhook_is_a_conflict(bot: Bot) -> None:
    """409."""
    await bot.set_webhook("http://127.0.0.1:9/nowhere")
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook"):
        await bot.get_updates()


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("multipart/form-data; boundary=x", b"nonsense"),
        ("multipart/form-data", b""),
    ],
)
async def test_bodies_that_cannot_be_read_are_refused(
    sandbox: ControlRoutes, content_type: str, body: bytes
) -> None:
    """400, never 500."""
    headers = [(b"Content-Type", content_type.encode())]
    answer = await sandbox.client.request(
        "POST", f"/bot{TOKEN}/sendMessage", headers=headers, body=body
    )
    assert answer.status == 400


async def test_the_errors_are_those_of_the_bot_api(bot: Bot, ada: SimulatedPerson) -> None:
    """All of them are aiogram's TelegramAPIError."""
    with pytest.raises(TelegramAPIError):
        await bot.edit_message_text("x", inline_message_id="nothing")
    assert await ada.messages()
