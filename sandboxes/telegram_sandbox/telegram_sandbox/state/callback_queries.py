"""Presses of buttons, and whether the bot has answered them."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import bad_request

_PRESSES: Final = 20_000


@dataclass(slots=True)
class Press:
    """One press of a button.

    Attributes:
        query_id: Names it.
        chat_id: Where.
        message_id: Of which message.
        answer: What the bot said; None while it has not.
    """

    query_id: str
    chat_id: int
    message_id: int
    pressed: float = field(default_factory=time.monotonic)
    answer: JsonObject | None = None


class CallbackQueries:
    """The last presses.

    Args:
        seconds: How long each may be answered.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._presses: OrderedDict[str, Press] = OrderedDict()

    def add(self, chat_id: int, message_id: int) -> Press:
        """Note a press."""
        press = Press(str(uuid4().int >> 65), chat_id, message_id)
        self._presses[press.query_id] = press
        if len(self._presses) > _PRESSES:
            self._presses.popitem(last=False)
        return press

    def find(self, query_id: str) -> Press | None:
        """Return a press, None when it is unknown."""
        return self._presses.get(query_id)

    def answer(self, query_id: str, answer: JsonObject) -> Press:
        """Note what the bot says to a press.

        Raises:
            ApiError: It is unknown, or too old.
        """
        press = self._presses.get(query_id)
        if press is None or time.monotonic() - press.pressed > self._seconds:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        press.answer = answer
        return press

    def clear(self) -> None:
        """Forget all presses."""
        self._presses.clear()
