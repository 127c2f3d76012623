"""The commands that Telegram offers in its menu, in every language of the bot."""

from collections.abc import Callable, Mapping
from typing import Final

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats
from aiogram.utils.i18n import gettext as _
from business_hexagon.domain.identity.scope import Scope

from bot_service.interface.telegram.translations import ENGLISH, LANGUAGES, Translations

COMMANDS: Final[Mapping[str, Callable[[], str]]] = {
    "start": lambda: _("Begin"),
    "catalogue": lambda: _("Look at all products"),
    "search": lambda: _("Search for products"),
    "cart": lambda: _("Your cart"),
    "orders": lambda: _("Your orders"),
    "task": lambda: _("Write down a task"),
    "tasks": lambda: _("Your tasks"),
    "timezone": lambda: _("Your time zone"),
    "register": lambda: _("Open an account"),
    "language": lambda: _("Choose a language"),
    "mute": lambda: _("No notifications"),
    "unmute": lambda: _("Notifications again"),
    "link": lambda: _("Link this chat with your account"),
    "unlink": lambda: _("Unlink this chat"),
    "cancel": lambda: _("Stop what is going on"),
    "help": lambda: _("What I can do"),
}
"""Descriptions by command; staff's commands are not shown to everybody."""

STAFF_COMMANDS: Final[Mapping[str, tuple[Scope, Callable[[], str]]]] = {
    "stats": (Scope.ANALYTICS_READ, lambda: _("How the shop does")),
    "refunds": (Scope.ORDERS_REFUND, lambda: _("Refund requests")),
    "dead_letters": (Scope.OPS_READ, lambda: _("Dead letters")),
    "dead_letter": (Scope.OPS_READ, lambda: _("One dead letter, by its id")),
    "redrive": (Scope.OPS_REDRIVE, lambda: _("Send dead letters back to work")),
}
"""What whom needs a scope for: told by `/help` to whoever has it; the use cases require it."""


async def publish_command_menu(bot: Bot, translations: Translations) -> None:
    """Tells Telegram the commands, in English to whom we have no other language for.

    Raises:
        TelegramAPIError: Telegram does not take them.
    """
    for language in LANGUAGES:
        with translations.speaking(language):
            commands = [
                BotCommand(command=name, description=describe())
                for name, describe in COMMANDS.items()
            ]
        await bot.set_my_commands(
            commands,
            scope=BotCommandScopeAllPrivateChats(),
            language_code=None if language == ENGLISH else language,
        )
