"""How the bot introduces itself: commands, name, descriptions, the button of the menu."""

import re
from collections.abc import Awaitable, Callable
from typing import Final

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.world import World

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS: Final = 100
_LONGEST_DESCRIPTION: Final = 256
_LIMITS: Final = {"name": 64, "description": 512, "short_description": 120}


async def set_my_commands(world: World, parameters: Parameters) -> Json:
    """Put the commands of a scope and a language.

    Raises:
        ApiError: One of them cannot be.
    """
    commands = parameters.json("commands")
    if not isinstance(commands, list) or len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        name = each.get("command") if isinstance(each, dict) else None
        text = each.get("description") if isinstance(each, dict) else None
        if not isinstance(name, str) or not _COMMAND.fullmatch(name.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not isinstance(text, str) or not 1 <= len(text) <= _LONGEST_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.bot.commands[_place(parameters)] = commands
    _tell_all(world)
    return True


async def get_my_commands(world: World, parameters: Parameters) -> Json:
    """Tell the commands of a scope and a language."""
    return world.bot.commands.get(_place(parameters), [])


async def delete_my_commands(world: World, parameters: Parameters) -> Json:
    """Forget the commands of a scope and a language."""
    world.bot.commands.pop(_place(parameters), None)
    _tell_all(world)
    return True


def set_text(kind: str) -> Callable[[World, Parameters], Awaitable[Json]]:
    """Return the method that puts the bot's name or one of its descriptions."""

    async def put(world: World, parameters: Parameters) -> Json:
        text = parameters.text(kind)
        if len(text) > _LIMITS[kind]:
            raise bad_request(f"BOT_{kind.upper()}_INVALID")
        world.bot.texts[kind, parameters.text("language_code")] = text
        _tell_all(world)
        return True

    return put


def get_text(kind: str) -> Callable[[World, Parameters], Awaitable[Json]]:
    """Return the method that tells the bot's name or one of its descriptions."""

    async def tell(world: World, parameters: Parameters) -> Json:
        text = world.bot.text(kind, parameters.text("language_code"))
        return {kind: text or (world.bot.first_name if kind == "name" else "")}

    return tell


async def set_chat_menu_button(world: World, parameters: Parameters) -> Json:
    """Put the button beside the input field, of one chat or of all.

    Raises:
        ApiError: There is no such chat.
    """
    button = parameters.json_object("menu_button") or {"type": "default"}
    if parameters.has("chat_id"):
        world.book.find(parameters.chat_id()).menu_button = button
    else:
        world.bot.menu_button = button
    return True


async def get_chat_menu_button(world: World, parameters: Parameters) -> Json:
    """Tell the button beside the input field.

    Raises:
        ApiError: There is no such chat.
    """
    if parameters.has("chat_id"):
        own = world.book.find(parameters.chat_id()).menu_button
        return own or world.bot.menu_button
    return world.bot.menu_button


def _place(parameters: Parameters) -> tuple[str, str]:
    scope = parameters.json_object("scope") or {}
    kind = str(scope.get("type", "default"))
    if "chat_id" in scope:
        kind = f"{kind}:{scope['chat_id']}"
    return kind, parameters.text("language_code")


def _tell_all(world: World) -> None:
    """Whoever shows the commands asks for them again."""
    world.feed.tell("bot", world.bot.id, {})
