"""Says in Telegram's words what the emulator says otherwise; all else goes through as it is.

The bot believes what Telegram documents, and aiogram refuses what is written otherwise. So these
are put right between the two, and nothing in the bot is bent for the emulator:

- a callback query has a `chat_instance`;
- a message that was sent comes back without the parameters of the call that no message has:
  `link_preview_options` would even be a text with JSON in it.

What it does otherwise and harms nobody is left as it is: `getUpdates` neither waits nor looks at
the offset and gives each update once; edits and deletions answer null where Telegram answers the
message or true; times are in milliseconds; HTML is not read; an edit without buttons leaves the
old ones; `getMe` does not say that it is a bot; `setWebhook` forgets the secret, so that updates
cannot be pushed to our bot; methods that it does not know answer 500 instead of 404. It knows no
photos, files, inline mode, payments, edited messages, menus, nor who blocked the bot.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

import orjson
from http_transport import HttpClient, TransportError
from storage_contracts.json_value import Json, JsonObject

from tests.fixtures.small_server import ReceivedRequest, SmallServer, answer

_CHAT_INSTANCE: Final = "4321"
_NO_PART_OF_A_MESSAGE: Final = ("link_preview_options", "parse_mode", "reply_parameters", "chat_id")


class TelegramsWords:
    """Stands before the emulator.

    Args:
        url: The emulator.

    Attributes:
        server: Where it listens.
        called: Methods of the Bot API that were called, each as often as it was, and the status
            of the answer.
    """

    def __init__(self, url: str) -> None:
        self.server = SmallServer(self._answer)
        self.called: list[tuple[str, int]] = []
        self._emulator = HttpClient(url)

    async def __aenter__(self) -> Self:
        await self.server.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.server.__aexit__(kind, error, traceback)
        await self._emulator.aclose()

    async def _answer(self, request: ReceivedRequest) -> bytes:
        content_type = request.headers.get("content-type", "application/octet-stream")
        try:
            given = await self._emulator.request(
                request.method,
                request.target,
                headers=((b"Content-Type", content_type.encode()),),
                body=request.body or None,
            )
        except TransportError:
            return b""
        method = request.target.partition("?")[0].rpartition("/")[2]
        self.called.append((method, given.status))
        put_right = _PUT_RIGHT.get(method)
        if put_right is None or given.status != 200:
            return answer(given.status, given.body)
        said: JsonObject = orjson.loads(given.body)
        put_right(said.get("result"))
        return answer(given.status, orjson.dumps(said))


def _sent_message(result: Json) -> None:
    assert isinstance(result, dict)
    for name in _NO_PART_OF_A_MESSAGE:
        result.pop(name, None)


def _updates(result: Json) -> None:
    assert isinstance(result, list)
    for update in result:
        query = update.get("callback_query") if isinstance(update, dict) else None
        if isinstance(query, dict):
            query["chat_instance"] = _CHAT_INSTANCE


_PUT_RIGHT: Final[dict[str, Callable[[Json], None]]] = {
    "sendMessage": _sent_message,
    "getUpdates": _updates,
}
