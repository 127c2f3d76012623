"""Examples of what people send besides texts, photos and documents."""

from collections.abc import Mapping
from typing import Final

from aiogram.enums import ContentType

_FILE: Final = {"file_id": "f", "file_unique_id": "u"}
_VIDEO: Final = {**_FILE, "width": 1, "height": 1, "duration": 1}
_STICKER: Final = {
    **_FILE,
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}
_PLACE: Final = {"latitude": 51.5, "longitude": -0.1}

CONTENTS: Final[Mapping[ContentType, Mapping[str, object]]] = {
    ContentType.ANIMATION: {"animation": _VIDEO, "document": _FILE},
    ContentType.AUDIO: {"audio": {**_FILE, "duration": 1}},
    ContentType.CONTACT: {"contact": {"phone_number": "1", "first_name": "Ada"}},
    ContentType.DICE: {"dice": {"emoji": "🎲", "value": 6}},
    ContentType.LOCATION: {"location": _PLACE},
    ContentType.STICKER: {"sticker": _STICKER},
    ContentType.VENUE: {"venue": {"location": _PLACE, "title": "Home", "address": "Here"}},
    ContentType.VIDEO: {"video": _VIDEO},
    ContentType.VIDEO_NOTE: {"video_note": {**_FILE, "length": 1, "duration": 1}},
    ContentType.VOICE: {"voice": {**_FILE, "duration": 1}},
}
