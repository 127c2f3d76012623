"""The files of a call: uploaded with it, named by an id, or attached to a description."""

from typing import Final

from telegram_sandbox.bot_api.file_description import described
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import ApiError, bad_request
from telegram_sandbox.state.file_store import StoredFile
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.formatted_text import caption_fields

_LARGEST_PHOTO: Final = 10 * 1024 * 1024
_LARGEST_FILE: Final = 50 * 1024 * 1024
_ATTACHED: Final = "attach://"
_KINDS: Final = frozenset({"photo", "document", "video", "animation", "audio"})


def sent_file(world: World, parameters: Parameters, kind: str, name: str) -> StoredFile:
    """Return the file that a parameter names or bears.

    Args:
        world: Where files are kept.
        parameters: Of the call.
        kind: What it is sent as.
        name: The parameter.

    Raises:
        ApiError: There is none, or it is too large.
    """
    value = parameters.text(name)
    field = value.removeprefix(_ATTACHED) if value.startswith(_ATTACHED) else name
    uploaded = parameters.files.get(field)
    if uploaded is None:
        if not value:
            raise bad_request(f"there is no {kind} in the request")
        return world.files.need(value)
    if not uploaded.content:
        raise bad_request("file must be non-empty")
    if len(uploaded.content) > (_LARGEST_PHOTO if kind == "photo" else _LARGEST_FILE):
        if kind == "photo":
            raise bad_request("file is too big")
        raise ApiError(413, "Request Entity Too Large")
    return world.files.add(uploaded.content, uploaded.file_name, uploaded.media_type)


def media_fields(world: World, parameters: Parameters, media: JsonObject) -> JsonObject:
    """Return the fields of a message that shows an InputMedia.

    Raises:
        ApiError: It cannot be shown.
    """
    kind, source, mode = media.get("type"), media.get("media"), media.get("parse_mode")
    if not isinstance(kind, str) or kind not in _KINDS or not isinstance(source, str):
        raise bad_request("can't parse InputMedia: type or media is wrong")
    described_by = Parameters({"media": source}, parameters.files)
    stored = sent_file(world, described_by, kind, "media")
    caption = media.get("caption")
    fields: JsonObject = {kind: described(kind, stored)}
    if kind == "animation":
        fields["document"] = described("document", stored)
    return fields | caption_fields(
        caption if isinstance(caption, str) else "",
        mode if isinstance(mode, str) else "",
        media.get("caption_entities"),
    )
