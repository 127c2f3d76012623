"""Somebody who talks with the bot through the emulator's routes for clients."""

import itertools
import re
import time
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final

import orjson
from http_transport import HttpClient
from pydantic import BaseModel, Field, TypeAdapter
from storage_contracts.json_value import Json, JsonObject

from tests.fixtures.eventually import eventually

_TAG: Final = re.compile("<[^>]+>")
_CHATS: Final[Iterator[int]] = itertools.count(7_000_001)


class Button(BaseModel):
    """A button below a message."""

    text: str
    callback_data: str | None = None


class _Keyboard(BaseModel):
    inline_keyboard: list[list[Button]]


class _Content(BaseModel):
    chat_id: int
    text: str
    reply_markup: _Keyboard | None = None


class Written(BaseModel):
    """A message of the bot as the emulator has it now, edits and all."""

    message_id: int = Field(alias="messageId")
    time: int
    content: _Content = Field(alias="message")

    @property
    def text(self) -> str:
        """What a person reads: the emulator knows no HTML."""
        return unescape(_TAG.sub("", self.content.text))

    def button(self, label: str) -> Button | None:
        """The button whose label holds these words."""
        markup = self.content.reply_markup
        rows = markup.inline_keyboard if markup else []
        return next((each for row in rows for each in row if label in each.text), None)


class _FromAnybody(BaseModel):
    message: JsonObject = {}


class _History(BaseModel):
    result: list[JsonObject]


_WRITTEN: Final = TypeAdapter(Written)


class EmulatedPerson:
    """A person in a private chat.

    Args:
        emulator: The emulator.
        token: Of the bot that it talks with.
        first_name: What Telegram calls the person.
    """

    def __init__(self, emulator: HttpClient, token: str, first_name: str = "Ada") -> None:
        self.chat_id = next(_CHATS)
        self._emulator = emulator
        self._token = token
        self._first_name = first_name

    async def says(self, text: str) -> None:
        """Write a text, or a command."""
        message = self._message() | {"botToken": self._token, "text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        await self._post("sendCommand" if text.startswith("/") else "sendMessage", message)

    async def taps(self, label: str) -> None:
        """Wait for a button whose label holds these words, and tap the newest."""
        message = await self._finds(lambda one: one.button(label) is not None, f"button {label!r}")
        button = message.button(label)
        assert button is not None
        await self.presses(message, button)

    async def presses(self, message: Written, button: Button) -> None:
        """Tap a button of a message."""
        shown = self._message() | {
            "message_id": message.message_id,
            "from": {"id": 666, "is_bot": True, "first_name": "Bot"},
            "text": message.text,
        }
        await self._post(
            "sendCallback",
            {
                "botToken": self._token,
                "from": self._person(),
                "message": shown,
                "data": button.callback_data,
            },
        )

    async def presses_without_a_name(self, data: str) -> None:
        """Tap without being anybody, which Telegram would never tell a bot."""
        body: JsonObject = {"botToken": self._token, "message": self._message(), "data": data}
        await self._post("sendCallback", body)

    async def reads(self, words: str) -> Written:
        """Wait until a message of the bot has these words; the newest that has."""
        return await self._finds(lambda one: words in one.text, f"a message with {words!r}")

    async def becomes(self, message: Written, words: str) -> Written:
        """Wait until this very message was edited and has these words."""
        return await self._finds(
            lambda one: one.message_id == message.message_id and words in one.text,
            f"message {message.message_id} with {words!r}",
        )

    async def messages(self) -> list[Written]:
        """What the bot has written in this chat, oldest first."""
        answer = await self._post("getUpdatesHistory", {"token": self._token})
        history = _History.model_validate_json(answer).result
        mine = [
            _WRITTEN.validate_python(each)
            for each in history
            if str(_FromAnybody.model_validate(each).message.get("chat_id")) == str(self.chat_id)
        ]
        return sorted(mine, key=lambda each: each.message_id)

    async def _finds(self, fits: Callable[[Written], bool], what: str) -> Written:
        async def look() -> Written | None:
            return next(filter(fits, reversed(await self.messages())), None)

        return await eventually(look, what)

    def _person(self) -> JsonObject:
        return {"id": self.chat_id, "is_bot": False, "first_name": self._first_name}

    def _message(self) -> JsonObject:
        chat: Json = {"id": self.chat_id, "type": "private", "first_name": self._first_name}
        return {"date": int(time.time()), "chat": chat, "from": self._person()}

    async def _post(self, route: str, body: JsonObject) -> bytes:
        answer = await self._emulator.request(
            "POST",
            f"/{route}",
            headers=((b"Content-Type", b"application/json"),),
            body=orjson.dumps(body),
        )
        assert answer.status == 200, answer
        return answer.body
