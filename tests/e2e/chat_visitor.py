"""Somebody who uses the bot, by the sandbox that stands in for Telegram."""

from collections.abc import Callable, Mapping
from typing import Self

from http_transport import HttpClient
from pydantic import BaseModel, TypeAdapter
from storage_contracts.json_value import Json, JsonObject

from tests.fixtures.eventually import eventually

_OBJECT: TypeAdapter[JsonObject] = TypeAdapter(JsonObject)


class Button(BaseModel):
    """A button below a message."""

    text: str
    callback_data: str | None = None
    url: str | None = None


class ChatMessage(BaseModel):
    """A message as the person sees it."""

    message_id: int
    from_bot: bool
    kind: str
    text: str | None = None
    caption: str | None = None
    buttons: list[list[Button]] = []
    edits: int = 0

    @property
    def words(self) -> str:
        """The text, or what stands below the picture."""
        return self.text or self.caption or ""

    def button(self, label: str) -> Button | None:
        """The button whose label holds these words."""
        return next((one for row in self.buttons for one in row if label in one.text), None)


class _Person(BaseModel):
    id: int


class _Press(BaseModel):
    query_id: str


class PressAnswer(BaseModel):
    """What came of a tap."""

    is_answered: bool
    text: str | None = None
    show_alert: bool = False


_MESSAGES = TypeAdapter(list[ChatMessage])


class ChatVisitor:
    """One person in a private chat with the bot.

    Args:
        sandbox: The sandbox.
        chat_id: The person's number, and the chat's.
    """

    def __init__(self, sandbox: HttpClient, chat_id: int) -> None:
        self._sandbox = sandbox
        self.chat_id = chat_id

    @classmethod
    async def arrive(cls, sandbox: HttpClient, first_name: str, language_code: str) -> Self:
        """Somebody new opens Telegram."""
        body: dict[str, Json] = {"first_name": first_name, "language_code": language_code}
        answer = await _post(sandbox, "/sandbox/users", body)
        return cls(sandbox, _Person.model_validate_json(answer).id)

    async def says(self, text: str) -> None:
        """Write to the bot."""
        await self._post("messages", {"text": text})

    async def messages(self) -> list[ChatMessage]:
        """The chat, oldest message first."""
        answer = await self._sandbox.request("GET", f"/sandbox/chats/{self.chat_id}/messages")
        assert answer.status == 200, answer
        return _MESSAGES.validate_json(answer.body)

    async def reads(self, words: str) -> ChatMessage:
        """Wait until the bot's newest message with these words is there, and return it."""
        return await self._finds(lambda one: words in one.words, f"a message with {words!r}")

    async def taps(self, label: str) -> PressAnswer:
        """Wait for a button whose label holds these words, tap the newest, wait for the answer."""
        message = await self._finds(lambda one: one.button(label) is not None, f"button {label!r}")
        button = message.button(label)
        assert button is not None
        assert button.callback_data is not None, button
        return await self.presses(message.message_id, button.callback_data)

    async def presses(self, message_id: int, data: str) -> PressAnswer:
        """Press any button of any message, and wait for the answer."""
        pressed = await self._post("presses", {"message_id": message_id, "data": data})
        query_id = _Press.model_validate_json(pressed).query_id

        async def look() -> PressAnswer | None:
            path = f"/sandbox/chats/{self.chat_id}/presses/{query_id}"
            found = await self._sandbox.request("GET", path)
            answer = PressAnswer.model_validate_json(found.body)
            return answer if answer.is_answered else None

        return await eventually(look, f"the answer to {data}")

    async def message(self, message_id: int, words: str) -> ChatMessage:
        """Wait until a message says these words: the bot edits it."""
        return await self._finds(
            lambda one: one.message_id == message_id and words in one.words,
            f"message {message_id} with {words!r}",
        )

    async def _finds(self, fits: Callable[[ChatMessage], bool], what: str) -> ChatMessage:
        async def look() -> ChatMessage | None:
            fitting = [one for one in await self.messages() if one.from_bot and fits(one)]
            return fitting[-1] if fitting else None

        return await eventually(look, what)

    async def _post(self, path: str, body: Mapping[str, Json]) -> bytes:
        return await _post(self._sandbox, f"/sandbox/chats/{self.chat_id}/{path}", body)


async def _post(sandbox: HttpClient, path: str, body: Mapping[str, Json]) -> bytes:
    answer = await sandbox.request(
        "POST",
        path,
        headers=((b"Content-Type", b"application/json"),),
        body=_OBJECT.dump_json(dict(body)),
    )
    assert answer.status == 201, answer
    return answer.body
