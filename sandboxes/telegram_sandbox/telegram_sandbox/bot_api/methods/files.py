"""Files: getFile."""

from typing import Final

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.world import World

_LARGEST: Final = 20 * 1024 * 1024


async def get_file(world: World, parameters: Parameters) -> Json:
    """Tell where a file can be downloaded.

    Raises:
        ApiError: There is none, or it is larger than 20 MiB.
    """
    stored = world.files.find(parameters.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > _LARGEST:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
        "file_path": stored.path,
    }
