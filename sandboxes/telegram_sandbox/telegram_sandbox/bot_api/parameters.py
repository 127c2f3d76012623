"""The parameters of a call, however they were sent."""

from dataclasses import dataclass, field
from typing import Final

import orjson

from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request

_TRUE: Final = frozenset({"true", "1", "yes", "t", "y"})


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that came with a call."""

    file_name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values by name; strings of forms may hold JSON.

    Attributes:
        values: What was sent.
        files: What was uploaded, by the name of its field.
    """

    values: JsonObject
    files: dict[str, UploadedFile] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether a value was sent that is not empty."""
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """Return a text."""
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; Telegram takes what is none for the default."""
        value = self.values.get(name)
        if isinstance(value, str):
            try:
                return int(value)
            except ValueError:
                return default
        return int(value) if isinstance(value, int | float) else default

    def number(self, name: str) -> float:
        """Return a number.

        Raises:
            ApiError: It is none.
        """
        try:
            return float(self.text(name))
        except ValueError as error:
            raise bad_request(f"{name} must be a number") from error

    def boolean(self, name: str) -> bool:
        """Return a truth; false by default."""
        value = self.values.get(name)
        return value.lower() in _TRUE if isinstance(value, str) else bool(value)

    def json(self, name: str) -> Json:
        """Return a value that a form sends as JSON; None when it is missing.

        Raises:
            ApiError: It is no JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            parsed: Json = orjson.loads(value)
        except orjson.JSONDecodeError as error:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error
        return parsed

    def json_object(self, name: str) -> JsonObject | None:
        """Return an object, None when it is missing.

        Raises:
            ApiError: It is something else.
        """
        value = self.json(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"object expected as {name.replace('_', ' ')}")

    def strings(self, name: str) -> list[str] | None:
        """Return a list of texts, None when it is missing."""
        value = self.json(name)
        if not isinstance(value, list):
            return None
        return [each for each in value if isinstance(each, str)]

    def chat_id(self) -> int:
        """Return the number of the chat.

        Raises:
            ApiError: There is none.
        """
        if not self.has("chat_id"):
            raise bad_request("chat_id is empty")
        try:
            return int(self.text("chat_id"))
        except ValueError as error:
            raise bad_request("chat not found") from error
