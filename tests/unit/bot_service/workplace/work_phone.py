"""A phone that also sends and shows files, and a Telegram that keeps them."""

from dataclasses import dataclass, field

from aiogram.methods import (
    AnswerPreCheckoutQuery,
    AnswerShippingQuery,
    GetFile,
    LeaveChat,
    SendDocument,
)
from aiogram.types import File, InputFile, Message, User

from tests.unit.bot_service.journey.chat_phone import ChatPhone


@dataclass
class WorkPhone(ChatPhone):
    """Answers as Telegram does.

    Attributes:
        contents: What Telegram keeps, by the name of the file.
        documents: Names of the documents that the bot sent.
        refusals: What the bot said to payments, by the kind of query.
        left: Chats that the bot left.
    """

    contents: dict[str, bytes] = field(default_factory=dict)
    documents: list[str] = field(default_factory=list)
    refusals: list[tuple[str, str | None]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    def _answer(self, method: object) -> Message | User | File | bool:  # type: ignore[override]  # and files
        match method:
            case GetFile():
                return File(
                    file_id=method.file_id,
                    file_unique_id=method.file_id,
                    file_path=f"files/{method.file_id}",
                )
            case SendDocument():
                assert isinstance(method.document, InputFile)
                name = method.document.filename or ""
                self.documents.append(name)
                return self._written(method.caption or "", method.reply_markup, name)
            case AnswerPreCheckoutQuery() | AnswerShippingQuery():
                assert not method.ok
                self.refusals.append((type(method).__name__, method.error_message))
                return True
            case LeaveChat():
                assert isinstance(method.chat_id, int)
                self.left.append(method.chat_id)
                return True
            case _:
                return super()._answer(method)

    def content_of(self, url: str) -> bytes:
        """See `SessionWithoutNetwork.content_of`."""
        return self.contents[url.rpartition("/")[2]]
