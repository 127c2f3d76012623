"""Worlds of the sandbox for unit tests, without a socket."""

from telegram_sandbox.bot_api.calling import call
from telegram_sandbox.bot_api.parameters import Parameters, UploadedFile
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.bot_profile import BotProfile
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.world import World

TOKEN = "1000001:telegram_sandbox"


def a_world(query_seconds: float = 30.0) -> World:
    """A world without people."""
    return World(BotProfile(1_000_001, "quintet_bot", "Quintet"), TOKEN, query_seconds)


def a_chat(world: World) -> Chat:
    """A chat whose person wrote `/start`, which the bot has confirmed."""
    chat = world.book.add_person("Ada", "en")
    update_id, _ = world.say(chat, {"text": "/start"})
    world.updates.confirm(update_id)
    return chat


async def does(
    world: World, method: str, files: dict[str, UploadedFile] | None = None, **values: Json
) -> JsonObject:
    """Call a method whose answer is an object."""
    result = await call(world, method, Parameters(values, files or {}))
    assert isinstance(result, dict)
    return result


async def agrees(world: World, method: str, **values: Json) -> bool:
    """Call a method whose answer is a truth."""
    result = await call(world, method, Parameters(values))
    assert isinstance(result, bool)
    return result
