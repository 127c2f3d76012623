"""Files as Telegram describes them in messages."""

from typing import Final

from telegram_sandbox.bot_api.image_size import image_size
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.state.file_store import StoredFile

_SIDES: Final = 10_000
_RATIO: Final = 20


def photo_sizes(stored: StoredFile) -> list[Json]:
    """The sizes of a photo; the sandbox keeps only the full one.

    Raises:
        ApiError: It is no image, or an impossible one.
    """
    size = image_size(stored.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _SIDES or not width or not height:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if max(width, height) > _RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return [{**_identity(stored), "width": width, "height": height}]


def described(kind: str, stored: StoredFile) -> Json:
    """What stands in a message's field of this kind.

    Raises:
        ApiError: A photo that is no image.
    """
    identity = _identity(stored)
    typed: JsonObject = {**identity, "mime_type": stored.media_type}
    named: JsonObject = {**typed, "file_name": stored.file_name}
    square: JsonObject = {"width": 320, "height": 320}
    descriptions: dict[str, JsonObject] = {
        "document": named,
        "video": {**named, **square, "duration": 3},
        "animation": {**named, **square, "duration": 3},
        "audio": {**named, "duration": 3, "title": stored.file_name},
        "voice": {**typed, "duration": 3},
        "video_note": {**identity, "length": 240, "duration": 3},
        "sticker": {
            **identity,
            **square,
            "type": "regular",
            "is_animated": False,
            "is_video": False,
            "emoji": "\N{SMILING FACE WITH SUNGLASSES}",
        },
    }
    return photo_sizes(stored) if kind == "photo" else descriptions[kind]


def _identity(stored: StoredFile) -> JsonObject:
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
    }
