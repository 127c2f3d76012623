"""A private chat of one person with the bot, or a foreign chat that a raw update brought."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.message import Message

_MESSAGES: Final = 1_000


@dataclass(slots=True)
class Person:
    """A simulated user; the number of the chat with the bot is the number of the person."""

    id: int
    first_name: str
    username: str
    language_code: str | None

    def as_telegram(self) -> JsonObject:
        """The user as the bot gets it."""
        user: JsonObject = {
            "id": self.id,
            "is_bot": False,
            "first_name": self.first_name,
            "username": self.username,
        }
        if self.language_code is not None:
            user["language_code"] = self.language_code
        return user


@dataclass(slots=True)
class Chat:
    """A chat and its last thousand messages.

    Attributes:
        person: Who talks with the bot here.
        is_started: Whether the person ever wrote: before that a bot may not.
        has_blocked: Whether the person has blocked the bot.
        messages: By number, oldest first.
        menu_button: What the bot put beside the input field.
    """

    person: Person
    is_started: bool = False
    has_blocked: bool = False
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    menu_button: JsonObject | None = None

    @property
    def id(self) -> int:
        """Its number."""
        return self.person.id

    def add(self, message: Message) -> None:
        """Take a message; the oldest is forgotten when there are too many."""
        self.messages[message.message_id] = message
        if len(self.messages) > _MESSAGES:
            self.messages.popitem(last=False)

    def as_telegram(self) -> JsonObject:
        """The chat as the bot gets it."""
        return {
            "id": self.id,
            "type": "private",
            "first_name": self.person.first_name,
            "username": self.person.username,
        }
