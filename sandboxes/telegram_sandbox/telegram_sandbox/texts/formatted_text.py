"""The text or caption of a call: formatted, trimmed, not too long."""

from typing import Final

from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.texts.found_entities import found_entities
from telegram_sandbox.texts.html_text import read_html
from telegram_sandbox.texts.utf16 import length

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024


def text_of(parameters: Parameters) -> JsonObject:
    """Return the fields `text` and `entities` of a message.

    Raises:
        ApiError: The text is empty, too long or badly formatted.
    """
    text, entities = _formatted(
        parameters.text("text"), parameters.text("parse_mode"), parameters.json("entities")
    )
    if not text:
        raise bad_request("message text is empty")
    if length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption_of(parameters: Parameters) -> JsonObject:
    """Return the fields `caption` and `caption_entities`, none when there is no caption.

    Raises:
        ApiError: It is too long or badly formatted.
    """
    return caption_fields(
        parameters.text("caption"),
        parameters.text("parse_mode"),
        parameters.json("caption_entities"),
    )


def caption_fields(source: str, parse_mode: str, given: Json = None) -> JsonObject:
    """Return the fields of a caption that comes with one of several files.

    Raises:
        ApiError: It is too long or badly formatted.
    """
    text, entities = _formatted(source, parse_mode, given)
    if not text:
        return {}
    if length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def _formatted(source: str, parse_mode: str, given: Json) -> tuple[str, list[Json]]:
    match parse_mode.lower():
        case "html":
            text, found = read_html(source)
        case "":
            text, found = source, []
        case _:
            # The sandbox speaks HTML; Telegram also knows Markdown and MarkdownV2.
            raise bad_request("unsupported parse_mode")
    stripped = text.strip()
    shift = length(text) - length(text.lstrip())
    entities: list[Json] = [*found]
    if not parse_mode and isinstance(given, list):
        entities = given
    moved: list[Json] = [
        kept for each in entities if (kept := _moved(each, shift, length(stripped))) is not None
    ]
    return stripped, moved + _further(stripped, moved)


def _moved(entity: Json, shift: int, size: int) -> Json:
    """The entity where it stands after the text was trimmed; None when nothing is left of it."""
    if not isinstance(entity, dict):
        return None
    offset, span = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(span, int):
        raise bad_request("can't parse MessageEntity: offset and length must be numbers")
    begin, end = max(0, offset - shift), min(size, offset - shift + span)
    return {**entity, "offset": begin, "length": end - begin} if end > begin else None


def _further(text: str, known: list[Json]) -> list[Json]:
    """What Telegram finds by itself, outside of links and code."""
    closed = [
        (each["offset"], each["length"])
        for each in known
        if isinstance(each, dict) and each.get("type") in {"text_link", "code", "pre"}
    ]
    return [
        each
        for each in found_entities(text)
        if isinstance(each, dict)
        and not any(
            isinstance(at := each["offset"], int)
            and isinstance(begin, int)
            and isinstance(size, int)
            and begin <= at < begin + size
            for begin, size in closed
        )
    ]
