"""The last calls of the Bot API, for tests and for the curious."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.moments import as_text

_CALLS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call and how it ended."""

    number: int
    method: str
    chat_id: Json
    parameters: JsonObject
    began_at: datetime
    seconds: float
    status: int
    description: str | None

    def as_json(self) -> JsonObject:
        """For whoever asks."""
        return {
            "number": self.number,
            "method": self.method,
            "chat_id": self.chat_id,
            "parameters": self.parameters,
            "at": as_text(self.began_at),
            "seconds": round(self.seconds, 4),
            "status": self.status,
            "description": self.description,
        }


class CallLog:
    """The last calls, numbered from 1."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=_CALLS)
        self.count = 0

    def note(
        self,
        method: str,
        parameters: JsonObject,
        began_at: datetime,
        seconds: float,
        error: tuple[int, str] | None,
    ) -> None:
        """Remember a call."""
        self.count += 1
        status, description = error or (200, None)
        chat_id = parameters.get("chat_id")
        self._calls.append(
            Call(self.count, method, chat_id, parameters, began_at, seconds, status, description)
        )

    def after(self, number: int) -> list[Json]:
        """The calls with a higher number, oldest first."""
        first = self.count - len(self._calls)
        return [call.as_json() for call in islice(self._calls, max(0, number - first), None)]

    def clear(self) -> None:
        """Forget all calls; the numbers go on."""
        self._calls.clear()
