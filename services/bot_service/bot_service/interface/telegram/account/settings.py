"""`/language`, `/mute` and `/unmute`: how the bot speaks to this chat."""

from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.chats.change_chat_settings import (
    ChangeChatSettings,
    ChangeChatSettingsCommand,
)
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.account.buttons import ChooseLanguage
from bot_service.interface.telegram.account.languages import Language
from bot_service.interface.telegram.account.main_menu import menu_screen
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, press, redraw
from bot_service.interface.telegram.translations import Translations


async def show_languages(message: Message) -> None:
    """Offer the languages."""
    row = tuple(press(each.label, ChooseLanguage(language=each)) for each in Language)
    await answer_with(message, Screen(_("🌍 Which language shall I speak?"), (row,)))


@inject
async def choose_language(
    callback: CallbackQuery,
    callback_data: ChooseLanguage,
    identity: ChatIdentity,
    change_chat_settings: FromDishka[ChangeChatSettings],
    translations: FromDishka[Translations],
) -> None:
    """Speak it from now on, beginning with the answer."""
    chosen = callback_data.language
    await change_chat_settings.execute(
        ChangeChatSettingsCommand(chat_id=callback.from_user.id, language=chosen)
    )
    await acknowledge(callback)
    with translations.speaking(chosen):
        screen = menu_screen(
            _("👍 From now on I speak English."), has_account=not identity.actor.is_guest
        )
    await redraw(callback, screen)


@inject
async def mute(message: Message, change_chat_settings: FromDishka[ChangeChatSettings]) -> None:
    """No notifications from now on."""
    await change_chat_settings.execute(
        ChangeChatSettingsCommand(chat_id=message.chat.id, is_muted=True)
    )
    text = _(
        "🔕 I will be quiet. Your orders still change where you see them, "
        "but I send no extra messages. /unmute brings them back."
    )
    await answer_with(message, Screen(text))


@inject
async def unmute(message: Message, change_chat_settings: FromDishka[ChangeChatSettings]) -> None:
    """Notifications again."""
    await change_chat_settings.execute(
        ChangeChatSettingsCommand(chat_id=message.chat.id, is_muted=False)
    )
    text = _("🔔 I tell you again when there is news about your orders. /mute makes me quiet.")
    await answer_with(message, Screen(text))
