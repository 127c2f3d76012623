"""Texts: sendMessage, sendChatAction."""

from telegram_sandbox.bot_api.message_options import message_options
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.formatted_text import text_of

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(world: World, parameters: Parameters) -> Json:
    """Send a text.

    Raises:
        ApiError: The chat is closed, or the text or its keyboard cannot be.
    """
    chat = world.book.open_for_bot(parameters.chat_id())
    body = text_of(parameters) | message_options(world, chat, parameters)
    return world.telegram_message(chat, world.post(chat, body, from_bot=True))


async def send_chat_action(world: World, parameters: Parameters) -> Json:
    """Show that the bot is typing, for five seconds or until it sends something.

    Raises:
        ApiError: The chat is closed, or there is no such action.
    """
    chat = world.book.open_for_bot(parameters.chat_id())
    action = parameters.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.feed.tell("typing", chat.id, {"action": action})
    return True
