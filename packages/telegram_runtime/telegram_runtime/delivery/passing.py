"""Which failures pass by themselves: the update is tried again, and nobody is told of them."""

from typing import Final

from aiogram.exceptions import (
    RestartingTelegram,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from business_hexagon.application.errors import (
    IdempotencyInFlight,
    StorageUnavailable,
    TooManyConflicts,
)

PASSING: Final = (
    StorageUnavailable,
    IdempotencyInFlight,
    TooManyConflicts,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    RestartingTelegram,
)
"""Other errors that may pass, such as a broker that is away, are told to the person at once: they
come from what somebody asked for and may ask for again."""


def is_passing(error: BaseException) -> bool:
    """Whether the same update may well succeed a little later."""
    return isinstance(error, PASSING)
