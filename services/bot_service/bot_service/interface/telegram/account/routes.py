"""What the account package answers."""

from aiogram import Router
from aiogram.filters import Command, CommandStart

from bot_service.interface.telegram.account.buttons import (
    ChooseLanguage,
    KeepLink,
    LinkAnyway,
    Register,
    Unlink,
)
from bot_service.interface.telegram.account.dialogue import cancel_dialogue, show_help
from bot_service.interface.telegram.account.link import (
    ask_to_unlink,
    keep_link,
    link,
    link_anyway,
    unlink,
)
from bot_service.interface.telegram.account.register import register, register_by_button
from bot_service.interface.telegram.account.settings import (
    choose_language,
    mute,
    show_languages,
    unmute,
)
from bot_service.interface.telegram.account.start import start


def build_router() -> Router:
    """A new router of the account."""
    router = Router(name="account")
    router.message.register(start, CommandStart())
    router.message.register(show_help, Command("help"))
    router.message.register(cancel_dialogue, Command("cancel"))
    router.message.register(register, Command("register"))
    router.message.register(link, Command("link"))
    router.message.register(ask_to_unlink, Command("unlink"))
    router.message.register(show_languages, Command("language"))
    router.message.register(mute, Command("mute"))
    router.message.register(unmute, Command("unmute"))
    router.callback_query.register(register_by_button, Register.filter())
    router.callback_query.register(link_anyway, LinkAnyway.filter())
    router.callback_query.register(unlink, Unlink.filter())
    router.callback_query.register(keep_link, KeepLink.filter())
    router.callback_query.register(choose_language, ChooseLanguage.filter())
    return router
