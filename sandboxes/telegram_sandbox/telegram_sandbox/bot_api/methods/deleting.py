"""Deletions: deleteMessage, deleteMessages."""

from typing import Final

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.world import World

_MOST: Final = 100


async def delete_message(world: World, parameters: Parameters) -> Json:
    """Take a message out of the chat, for both sides.

    Raises:
        ApiError: There is no such message.
    """
    chat = world.book.open_for_bot(parameters.chat_id())
    if not _delete(world, chat, parameters.integer("message_id")):
        raise bad_request("message to delete not found")
    return True


async def delete_messages(world: World, parameters: Parameters) -> Json:
    """Take several messages out of the chat; those that are gone are passed over.

    Raises:
        ApiError: There are none, or too many.
    """
    chat = world.book.open_for_bot(parameters.chat_id())
    numbers = parameters.json("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= _MOST:
        raise bad_request("message identifiers are not specified")
    for number in numbers:
        if isinstance(number, int):
            _delete(world, chat, number)
    return True


def _delete(world: World, chat: Chat, number: int) -> bool:
    if chat.messages.pop(number, None) is None:
        return False
    world.feed.tell("delete", chat.id, {"message_id": number})
    return True
