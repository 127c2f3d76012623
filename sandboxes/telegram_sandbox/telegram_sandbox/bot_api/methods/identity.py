"""Who the bot is: getMe, logOut, close."""

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.world import World


async def get_me(world: World, parameters: Parameters) -> Json:
    """Tell who the bot is and what it may do."""
    del parameters
    return {
        **world.bot.as_telegram(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def log_out(world: World, parameters: Parameters) -> Json:
    """Leave the server; the sandbox lets the bot come back at once."""
    del world, parameters
    return True


async def close(world: World, parameters: Parameters) -> Json:
    """Close the instance; the sandbox lets the bot come back at once."""
    del world, parameters
    return True
