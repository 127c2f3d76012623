"""Which method of the Bot API is done by which function."""

from collections.abc import Awaitable, Callable
from typing import Final

from telegram_sandbox.bot_api.methods import (
    answering,
    chats,
    deleting,
    editing,
    fetching_updates,
    files,
    identity,
    introducing,
    sending_media,
    sending_texts,
    webhooks,
)
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.world import World

type Method = Callable[[World, Parameters], Awaitable[Json]]

_METHODS: Final[dict[str, Method]] = {
    "getMe": identity.get_me,
    "logOut": identity.log_out,
    "close": identity.close,
    "getUpdates": fetching_updates.get_updates,
    "setWebhook": webhooks.set_webhook,
    "deleteWebhook": webhooks.delete_webhook,
    "getWebhookInfo": webhooks.get_webhook_info,
    "sendMessage": sending_texts.send_message,
    "sendChatAction": sending_texts.send_chat_action,
    "sendPhoto": sending_media.send_photo,
    "sendDocument": sending_media.send_document,
    "sendMediaGroup": sending_media.send_media_group,
    "sendInvoice": sending_media.send_invoice,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "answerPreCheckoutQuery": answering.answer_pre_checkout_query,
    "getFile": files.get_file,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "leaveChat": chats.leave_chat,
    "setMyCommands": introducing.set_my_commands,
    "getMyCommands": introducing.get_my_commands,
    "deleteMyCommands": introducing.delete_my_commands,
    "setMyName": introducing.set_text("name"),
    "getMyName": introducing.get_text("name"),
    "setMyDescription": introducing.set_text("description"),
    "getMyDescription": introducing.get_text("description"),
    "setMyShortDescription": introducing.set_text("short_description"),
    "getMyShortDescription": introducing.get_text("short_description"),
    "setChatMenuButton": introducing.set_chat_menu_button,
    "getChatMenuButton": introducing.get_chat_menu_button,
}
METHODS: Final = {name.lower(): (name, method) for name, method in _METHODS.items()}
"""Telegram does not care about capital letters, so the keys have none."""
