"""What every sent message may bear: a keyboard, and what it answers."""

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.keyboards import keyboard_of


def message_options(world: World, chat: Chat, parameters: Parameters) -> JsonObject:
    """Return the fields for the keyboard and the answered message.

    Raises:
        ApiError: A button cannot be, or the answered message is not there.
    """
    options: JsonObject = {}
    markup = keyboard_of(parameters)
    if markup:
        options["reply_markup"] = markup
    original = _answered(world, chat, parameters)
    if original is not None:
        options["reply_to_message"] = original
    if parameters.boolean("protect_content"):
        options["has_protected_content"] = True
    return options


def _answered(world: World, chat: Chat, parameters: Parameters) -> JsonObject | None:
    reply = parameters.json_object("reply_parameters") or {}
    number = reply.get("message_id") or parameters.integer("reply_to_message_id")
    if not isinstance(number, int) or not number:
        return None
    message = chat.messages.get(number)
    if message is None:
        if reply.get("allow_sending_without_reply") or parameters.boolean(
            "allow_sending_without_reply"
        ):
            return None
        raise bad_request("message to be replied not found")
    original = world.telegram_message(chat, message)
    original.pop("reply_to_message", None)
    return original
