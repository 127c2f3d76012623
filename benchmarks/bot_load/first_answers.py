"""Finds for each update the bot's first answer, in the sandbox's log of calls."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from http_transport import HttpClient
from pydantic import BaseModel, ConfigDict, TypeAdapter

from benchmarks.bot_load.visitor import Given

_OK = 200


class Parameters(BaseModel):
    """What tells to whom a call spoke; Telegram takes numbers as texts, too."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    chat_id: str | None = None
    callback_query_id: str | None = None
    reply_parameters: object = None


class Call(BaseModel):
    """A call of the Bot API."""

    model_config = ConfigDict(extra="ignore")

    number: int
    method: str
    parameters: Parameters
    at: datetime
    seconds: float
    status: int

    @property
    def ended_at(self) -> float:
        """When the sandbox had done it, in seconds since the epoch."""
        return self.at.timestamp() + self.seconds


class _Log(BaseModel):
    last: int
    calls: list[Call]


_LOG = TypeAdapter(_Log)


async def last_number(client: HttpClient) -> int:
    """The number of the last call so far."""
    return (await _log(client, 2**40)).last


async def calls_after(client: HttpClient, number: int) -> list[Call]:
    """The calls since then that have succeeded."""
    return [call for call in (await _log(client, number)).calls if call.status == _OK]


def seconds_to_answers(
    given: Iterable[Given], calls: Sequence[Call]
) -> dict[str, list[float | None]]:
    """Seconds from each update to its first answer, by kind; None where there is none.

    The answer to a press is that of its own number. The answer to a text is the next new message in
    the chat that is no notification: those refer to the order's message.
    """
    answers = {each.parameters.callback_query_id: each.ended_at for each in calls}
    written: dict[str, list[float]] = defaultdict(list)
    for call in calls:
        parameters = call.parameters
        if call.method.startswith("send") and parameters.reply_parameters is None:
            written[parameters.chat_id or ""].append(call.ended_at)
    found: dict[str, list[float | None]] = defaultdict(list)
    for update in given:
        if update.query_id is not None:
            at = answers.get(update.query_id)
        else:
            later = (each for each in written[str(update.chat_id)] if each >= update.at)
            at = next(later, None)
        found[update.kind].append(None if at is None else at - update.at)
    return found


async def _log(client: HttpClient, after: int) -> _Log:
    answer = await client.request("GET", f"/sandbox/calls?after={after}")
    return _LOG.validate_json(answer.body)
