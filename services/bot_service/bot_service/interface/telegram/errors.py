"""What a person reads when something goes wrong, and what the log keeps of it."""

from aiogram.types import ErrorEvent
from telemetry.logs import get_logger
from telemetry.request_context import current_context

_LOG = get_logger("bot_service.errors")


async def apologise(event: ErrorEvent) -> None:
    """Apologise with a request id that support can look up."""
    request_id = current_context().request_id
    _LOG.error("update_failed", update_id=event.update.update_id, error=repr(event.exception))
    message = event.update.message
    if message is not None:
        await message.answer(
            "Something went wrong on our side. Please try again in a minute.\n"
            f"If you write to us, name this request: {request_id}"
        )
