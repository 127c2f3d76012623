"""Edits: editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup."""

from collections.abc import Callable

from telegram_sandbox.bot_api.input_media import media_fields
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.message import KINDS, Message
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.formatted_text import caption_of, text_of
from telegram_sandbox.texts.keyboards import keyboard_of

type _Change = Callable[[Message], tuple[JsonObject, tuple[str, ...]]]
"""Of a message: the new fields, and the names of those that go when they are not among them."""

_CAPTIONED = frozenset({"photo", "document", "video", "animation", "audio", "voice"})


async def edit_message_text(world: World, parameters: Parameters) -> Json:
    """Put another text, and another keyboard or none.

    Raises:
        ApiError: There is no such message of the bot, or nothing would change.
    """

    def change(message: Message) -> tuple[JsonObject, tuple[str, ...]]:
        if message.kind != "text":
            raise bad_request("there is no text in the message to edit")
        return text_of(parameters), ("entities",)

    return _edit(world, parameters, change)


async def edit_message_caption(world: World, parameters: Parameters) -> Json:
    """Put another caption, and another keyboard or none.

    Raises:
        ApiError: There is no such message of the bot, or nothing would change.
    """

    def change(message: Message) -> tuple[JsonObject, tuple[str, ...]]:
        if message.kind not in _CAPTIONED:
            raise bad_request("there is no caption in the message to edit")
        return caption_of(parameters), ("caption", "caption_entities")

    return _edit(world, parameters, change)


async def edit_message_media(world: World, parameters: Parameters) -> Json:
    """Put another photo or file, with its caption, and another keyboard or none.

    Raises:
        ApiError: There is no such message of the bot, or the media cannot be.
    """

    def change(message: Message) -> tuple[JsonObject, tuple[str, ...]]:
        del message
        media = parameters.json_object("media")
        if media is None:
            raise bad_request("media is empty")
        return media_fields(world, parameters, media), (
            *(kind for kind in KINDS),
            "entities",
            "caption",
            "caption_entities",
        )

    return _edit(world, parameters, change)


async def edit_message_reply_markup(world: World, parameters: Parameters) -> Json:
    """Put another keyboard or none.

    Raises:
        ApiError: There is no such message of the bot, or nothing would change.
    """
    return _edit(world, parameters, lambda _: ({}, ()))


def _edit(world: World, parameters: Parameters, change: _Change) -> Json:
    message = _message(world, parameters)
    fields, replaced = change(message)
    markup = keyboard_of(parameters, only_inline=True)
    if markup and markup["inline_keyboard"]:
        fields["reply_markup"] = markup
    gone = tuple(name for name in (*replaced, "reply_markup") if name not in fields)
    if all(message.body.get(name) == value for name, value in fields.items()) and not any(
        name in message.body for name in gone
    ):
        raise bad_request(
            "message is not modified: specified new message content and reply markup are"
            " exactly the same as a current content and reply markup of the message"
        )
    message.edit(fields, gone)
    world.tell_edited(message)
    if parameters.has("inline_message_id"):
        return True
    return world.telegram_message(world.book.chats[message.chat_id], message)


def _message(world: World, parameters: Parameters) -> Message:
    if parameters.has("inline_message_id"):
        wanted = parameters.text("inline_message_id")
        for chat in world.book.chats.values():
            for message in chat.messages.values():
                if message.inline_message_id == wanted:
                    return message
        raise bad_request("MESSAGE_ID_INVALID")
    chat = world.book.open_for_bot(parameters.chat_id())
    found = chat.messages.get(parameters.integer("message_id"))
    if found is None:
        raise bad_request("message to edit not found")
    if not found.from_bot:
        raise bad_request("message can't be edited")
    return found
