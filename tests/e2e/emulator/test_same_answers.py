"""Our sandbox and an emulator that we did not write answer alike, where both know a method.

Whatever the emulator says that Telegram says, too, our sandbox must say: the same names with values
of the same kind. And aiogram's own types read every answer of the sandbox.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import pytest
from aiogram import Bot
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteWebhook,
    EditMessageReplyMarkup,
    EditMessageText,
    GetMe,
    GetUpdates,
    SendMessage,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from storage_contracts.json_value import Json, JsonObject

from tests.e2e.emulator.conftest import TOKEN, EmulatedTelegram
from tests.e2e.emulator.emulated_person import EmulatedPerson
from tests.e2e.emulator.overheard_session import OverheardSession, heard
from tests.fixtures.telegram_people import telegram_sandbox
from tests.unit.telegram_sandbox.worlds import TOKEN as SANDBOX_TOKEN

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("telegram_emulator")]

BUTTONS: Final = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]]
)
NOT_TELEGRAMS: Final = {"botToken", "chat_id", "parse_mode"}
"""Names in the emulator's answers that no answer of Telegram has."""

NOT_READ: Final = {"getMe", "getUpdates"}
"""Where aiogram cannot read the emulator: its bot is not said to be one (`is_bot`), and a press
belongs to no `chat_instance`."""


@dataclass(frozen=True)
class Side:
    """One of the two, with somebody who writes and taps there.

    Attributes:
        bot: Speaks with it.
        session: What was heard.
        chat_id: The chat.
        says: Lets the person write.
        taps: Lets the person tap the only button.
    """

    bot: Bot
    session: OverheardSession
    chat_id: int
    says: Callable[[str], Awaitable[object]]
    taps: Callable[[], Awaitable[object]]

    async def talk(self) -> dict[str, Json]:
        """A short talk that needs all methods of both; what was answered to each."""
        said: dict[str, Json] = {"no webhook": await heard(self.bot, DeleteWebhook())}
        said["who am I"] = await heard(self.bot, GetMe())
        await self.says("/start")
        said["a command"] = await self._updates()
        await self.says("a word")
        said["a text"] = await self._updates()
        sent = await heard(
            self.bot,
            SendMessage(chat_id=self.chat_id, text="Buy?", reply_markup=BUTTONS),
        )
        said["sent"] = sent
        number = _number(sent, "message_id")
        await self.taps()
        press = await self._updates()
        said["a press"] = press
        said["press answered"] = await heard(
            self.bot, AnswerCallbackQuery(callback_query_id=_query_id(press))
        )
        chat_id = self.chat_id
        said["edited"] = await heard(
            self.bot,
            EditMessageText(
                chat_id=chat_id, message_id=number, text="Bought", reply_markup=BUTTONS
            ),
        )
        said["no buttons"] = await heard(
            self.bot, EditMessageReplyMarkup(chat_id=chat_id, message_id=number)
        )
        said["deleted"] = await heard(self.bot, DeleteMessage(chat_id=chat_id, message_id=number))
        return said

    async def _updates(self) -> Json:
        """The one update that waits, confirmed."""
        updates = await heard(self.bot, GetUpdates(timeout=5))
        assert isinstance(updates, list)
        (update,) = updates
        await heard(self.bot, GetUpdates(offset=_number(update, "update_id") + 1))
        return update


def _number(said: Json, name: str) -> int:
    assert isinstance(said, dict)
    value = said[name]
    assert isinstance(value, int)
    return value


def _query_id(update: Json) -> str:
    assert isinstance(update, dict)
    query = update["callback_query"]
    assert isinstance(query, dict)
    return str(query["id"])


@pytest.fixture
async def emulator_side(emulated_telegram: EmulatedTelegram) -> AsyncIterator[Side]:
    """The emulator itself, with nobody before it who puts it right."""
    person = EmulatedPerson(emulated_telegram.client, TOKEN)
    session = OverheardSession(emulated_telegram.url)
    async with Bot(TOKEN, session=session) as bot:
        yield Side(bot, session, person.chat_id, person.says, lambda: person.taps("Yes"))


@pytest.fixture
async def sandbox_side() -> AsyncIterator[Side]:
    """Our own sandbox."""
    async with telegram_sandbox() as routes:
        person = await routes.person("Ada")
        session = OverheardSession(routes.url)

        async def taps() -> None:
            message = await person.sees(lambda one: one.words == "Buy?")
            await person.press(message, "Yes")

        async with Bot(SANDBOX_TOKEN, session=session) as bot:
            yield Side(bot, session, person.id, person.say, taps)


def missing(theirs: Json, ours: Json, where: str) -> list[str]:
    """What the emulator says and the sandbox does not, or says otherwise."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return [
            each
            for name, value in theirs.items()
            if name not in NOT_TELEGRAMS
            for each in (
                missing(value, ours[name], f"{where}.{name}")
                if name in ours
                else [f"{where}.{name} is not there"]
            )
        ]
    if isinstance(theirs, list) and isinstance(ours, list):
        pairs = zip(theirs, ours, strict=False)
        return [each for pair in pairs for each in missing(*pair, f"{where}[]")]
    if type(theirs) is type(ours):
        return []
    return [f"{where} is {type(ours).__name__}, not {type(theirs).__name__}"]


async def test_the_sandbox_says_all_that_the_emulator_says(
    emulator_side: Side, sandbox_side: Side
) -> None:
    """The emulator answers null to edits and answers, where Telegram answers a message or true."""
    theirs = await emulator_side.talk()
    ours = await sandbox_side.talk()
    found = [
        each
        for name, answer in theirs.items()
        if answer is not None
        for each in missing(answer, ours[name], name)
    ]
    assert found == []
    nothing = {name for name, answer in theirs.items() if answer is None}
    assert nothing == {"press answered", "edited", "no buttons", "deleted"}
    assert None not in ours.values()
    assert sandbox_side.session.unread == set()
    assert emulator_side.session.unread == NOT_READ


def test_the_comparison_can_fail() -> None:
    """Control: a missing name and another kind are seen, what no Telegram says is not."""
    ours: JsonObject = {"id": 1, "chat": {"id": 2}}
    assert missing({"id": 7, "botToken": "x"}, ours, "m") == []
    assert missing({"id": "7"}, ours, "m") == ["m.id is int, not str"]
    assert missing({"chat": {"type": "private"}}, ours, "m") == ["m.chat.type is not there"]
