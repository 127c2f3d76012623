"""Every chat, by number; who may write in it."""

from typing import Final

from telegram_sandbox.state.api_error import bad_request, forbidden
from telegram_sandbox.state.chat import Chat, Person
from telegram_sandbox.state.number_sequence import NumberSequence

_MOST_PEOPLE: Final = 20_000
_PEOPLE_PER_SECOND: Final = 100


class TooManyPeopleError(Exception):
    """The sandbox remembers everybody, so there is an end."""


class ChatBook:
    """The chats, and the faults that close some of them."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.refused: frozenset[int] = frozenset()
        self._numbers = NumberSequence(_PEOPLE_PER_SECOND)

    def add_person(
        self, first_name: str, language_code: str | None, number: int | None = None
    ) -> Chat:
        """Add a person, or find the one of this number again.

        Raises:
            TooManyPeopleError: There is no more room.
        """
        if number is not None and number in self.chats:
            return self.chats[number]
        if len(self.chats) >= _MOST_PEOPLE:
            raise TooManyPeopleError(f"the sandbox holds at most {_MOST_PEOPLE} people")
        number = self._numbers.take() if number is None else number
        word = "".join(each for each in first_name.lower() if each.isascii() and each.isalnum())
        username = f"{word or 'user'}_{number % 1_000_000}"
        chat = Chat(Person(number, first_name, username, language_code))
        self.chats[number] = chat
        return chat

    def find(self, chat_id: int) -> Chat:
        """Return a chat that the bot knows.

        Raises:
            ApiError: There is none, or its person never wrote.
        """
        chat = self.chats.get(chat_id)
        if chat is None or not chat.is_started:
            raise bad_request("chat not found")
        return chat

    def open_for_bot(self, chat_id: int) -> Chat:
        """Return a chat that the bot may write in now.

        Raises:
            ApiError: There is none, or its person does not want to hear.
        """
        chat = self.find(chat_id)
        if chat.has_blocked or chat_id in self.refused:
            raise forbidden("bot was blocked by the user")
        return chat

    def clear(self) -> None:
        """Forget everybody."""
        self.chats.clear()
