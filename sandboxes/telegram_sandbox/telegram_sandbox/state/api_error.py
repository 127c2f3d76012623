"""How Telegram refuses: a code, a description, sometimes what to do about it."""

from telegram_sandbox.json_value import JsonObject


class ApiError(Exception):
    """A call that is refused.

    Args:
        code: The HTTP status, repeated in the body.
        description: Telegram's words.
        parameters: What a program may read, such as `retry_after`.
    """

    def __init__(self, code: int, description: str, parameters: JsonObject | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> JsonObject:
        """The body of the answer."""
        body: JsonObject = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters is not None:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    """A call that Telegram does not understand or cannot do."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """A call that the other side does not want."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Two ways of fetching updates at once."""
    return ApiError(409, f"Conflict: {reason}")
