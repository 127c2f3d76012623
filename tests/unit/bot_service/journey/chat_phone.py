"""A phone with one chat on it: it shows what the bot writes, and refuses what Telegram refuses."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    GetMe,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, InlineKeyboardMarkup, InputFile, Message, PhotoSize, User

from tests.fakes.session_without_network import SessionWithoutNetwork

CHAT_ID = 4711
NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


@dataclass
class Shown:
    """A message on the screen.

    Attributes:
        message_id: Its number.
        text: What it says, with the marks of HTML.
        markup: The buttons below it.
        photo: What was sent as its photo: a file's name, or Telegram's name for one it has.
        edits: How often it was changed.
    """

    message_id: int
    text: str
    markup: InlineKeyboardMarkup | None
    photo: str | None = None
    edits: int = 0

    @property
    def buttons(self) -> dict[str, str]:
        """Data, or the link, by label."""
        rows = self.markup.inline_keyboard if self.markup else []
        return {one.text: one.callback_data or one.url or "" for row in rows for one in row}


@dataclass
class ChatPhone(SessionWithoutNetwork):
    """Answers as Telegram does.

    Attributes:
        messages: What is in the chat, by number.
        toasts: What was shown for a moment after a tap.
        alerts: What was shown in a window of its own.
        inline_answers: Answers to inline queries.
        hides_photos: Whether messages come back without their photos.
        failures: What the next call of a method fails with, by the method's name.
    """

    messages: dict[int, Shown] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    inline_answers: list[AnswerInlineQuery] = field(default_factory=list)
    failures: dict[str, Exception] = field(default_factory=dict)
    hides_photos: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def last(self) -> Shown:
        """The newest message."""
        return self.messages[max(self.messages)]

    async def make_request(  # type: ignore[explicit-any]  # the type variable is bound to Any
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  as in the base class
    ) -> TelegramType:
        """Do what the bot asks for."""
        del timeout
        failure = self.failures.pop(type(method).__name__, None)
        if failure is not None:
            raise failure
        answer = self._answer(method)
        if isinstance(answer, Message):
            answer = answer.as_(bot)
        return cast("TelegramType", answer)  # type: ignore[explicit-any]  # as above

    def _answer(self, method: object) -> Message | User | bool:
        match method:
            case SendMessage():
                return self._written(method.text, method.reply_markup)
            case SendPhoto():
                file = method.photo
                name = file.filename if isinstance(file, InputFile) else file
                return self._written(method.caption or "", method.reply_markup, name)
            case EditMessageText():
                return self._edited(method, method.message_id, method.text, method.reply_markup)
            case EditMessageReplyMarkup():
                return self._edited(method, method.message_id, None, method.reply_markup)
            case AnswerCallbackQuery():
                (self.alerts if method.show_alert else self.toasts).append(method.text or "")
            case AnswerInlineQuery():
                self.inline_answers.append(method)
            case GetMe():
                return User(id=42, is_bot=True, first_name="Shop", username="quintet_bot")
            case _:
                raise NotImplementedError(type(method).__name__)
        return True

    def _written(self, text: str, markup: object, photo: str | None = None) -> Message:
        number = 100 + len(self.messages)
        buttons = markup if isinstance(markup, InlineKeyboardMarkup) else None
        self.messages[number] = Shown(number, text, buttons, photo)
        return self.message(number)

    def _edited(
        self,
        method: EditMessageText | EditMessageReplyMarkup,
        number: int | None,
        text: str | None,
        markup: InlineKeyboardMarkup | None,
    ) -> Message:
        shown = self.messages.get(number or 0)
        if shown is None:
            raise TelegramBadRequest(method, "Bad Request: message to edit not found")
        wanted = shown.text if text is None else text
        if (shown.text, shown.markup) == (wanted, markup):
            raise TelegramBadRequest(method, "Bad Request: message is not modified: it is the same")
        shown.text, shown.markup, shown.edits = wanted, markup, shown.edits + 1
        return self.message(shown.message_id)

    def message(self, number: int) -> Message:
        """A message as updates bring it."""
        shown = self.messages[number]
        photo = [PhotoSize(file_id=f"kept_{shown.photo}", file_unique_id="1", width=1, height=1)]
        return Message(
            message_id=number,
            date=NOW,
            chat=Chat(id=CHAT_ID, type="private"),
            text=None if shown.photo else shown.text,
            caption=shown.text if shown.photo else None,
            photo=photo if shown.photo and not self.hides_photos else None,
            reply_markup=shown.markup,
        )
