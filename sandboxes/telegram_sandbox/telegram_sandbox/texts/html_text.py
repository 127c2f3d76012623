"""Telegram's HTML: a text with tags becomes a text with entities, or is refused.

https://core.telegram.org/bots/api#html-style
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import bad_request
from telegram_sandbox.texts.utf16 import length

_KINDS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|lt|gt|amp|quot);")


@dataclass(slots=True)
class _OpenTag:
    name: str
    begin: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reading:
    """The text so far, its length in UTF-16, the open tags and the finished entities."""

    text: list[str] = field(default_factory=list)
    size: int = 0
    open: list[_OpenTag] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def append(self, text: str) -> None:
        self.text.append(text)
        self.size += length(text)


def read_html(source: str) -> tuple[str, list[JsonObject]]:
    """Return the text without tags, and its entities.

    Raises:
        ApiError: A tag is unknown, not closed, or closed in the wrong order.
    """
    reading = _Reading()
    position = 0
    while position < len(source):
        end = source.find("<", position)
        end = len(source) if end < 0 else end
        reading.append(_REFERENCE.sub(lambda match: unescape(match[0]), source[position:end]))
        position = end
        if position < len(source):
            position = _tag(source, position, reading)
    if reading.open:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{reading.open[-1].name}"')
    entities = sorted(reading.entities, key=_order)
    return "".join(reading.text), entities


def _tag(source: str, begin: int, reading: _Reading) -> int:
    """Read one tag and return where it ends."""
    at = len(source[:begin].encode())
    end = source.find(">", begin)
    if end < 0:
        raise _cannot(f"Unclosed start tag at byte offset {at}")
    inside = source[begin + 1 : end]
    if inside.startswith("/"):
        _close(inside[1:].strip().lower(), at, reading)
        return end + 1
    name = re.match(r"[^\s/>]*", inside).group().lower()  # type: ignore[union-attr]  # always matches
    attributes = {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(inside[len(name) :])
    }
    if name not in _KINDS or (name == "span" and attributes.get("class") != "tg-spoiler"):
        raise _cannot(f'Unsupported start tag "{name}" at byte offset {at}')
    reading.open.append(_OpenTag(name, reading.size, attributes))
    return end + 1


def _close(name: str, at: int, reading: _Reading) -> None:
    if not reading.open:
        raise _cannot(f"Unexpected end tag at byte offset {at}")
    tag = reading.open.pop()
    if name not in {"", tag.name}:
        raise _cannot(
            f'Unmatched end tag at byte offset {at}, expected "</{tag.name}>", found "</{name}>"'
        )
    if reading.size > tag.begin:
        entity = _entity(tag, reading)
        if entity is not None:
            reading.entities.append(entity)


def _entity(tag: _OpenTag, reading: _Reading) -> JsonObject | None:
    entity: JsonObject = {
        "type": _KINDS[tag.name],
        "offset": tag.begin,
        "length": reading.size - tag.begin,
    }
    if tag.name == "a":
        url = tag.attributes.get("href", "")
        if not re.match(r"(https?|tg|mailto|tel):", url):
            return None
        entity["url"] = url
    elif tag.name == "tg-emoji":
        entity["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
    elif tag.name == "blockquote" and "expandable" in tag.attributes:
        entity["type"] = "expandable_blockquote"
    elif tag.name == "code" and reading.open and reading.open[-1].name == "pre":
        language = tag.attributes.get("class", "").removeprefix("language-")
        if language:
            reading.open[-1].attributes["language"] = language
        return None
    elif tag.name == "pre" and tag.attributes.get("language"):
        entity["language"] = tag.attributes["language"]
    return entity


def _order(entity: JsonObject) -> tuple[int, int]:
    offset, size = entity["offset"], entity["length"]
    return (offset, -size) if isinstance(offset, int) and isinstance(size, int) else (0, 0)


def _cannot(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
