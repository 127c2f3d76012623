"""What Telegram finds in a text by itself: commands, addresses, names."""

import re
from typing import Final

from telegram_sandbox.json_value import Json
from telegram_sandbox.texts.utf16 import length

_PATTERNS: Final = (
    ("bot_command", re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,32}(?:@\w{3,32})?(?![\w/])")),
    ("url", re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")),
    ("mention", re.compile(r"(?<![\w@.])@[a-zA-Z]\w{3,31}(?![\w.@])")),
    ("hashtag", re.compile(r"(?<!\w)#[^\W\d]\w*")),
)


def found_entities(text: str) -> list[Json]:
    """Return the entities that a text holds without any formatting."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Json]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            begin, end = match.span()
            if any(begin < other_end and end > other_begin for other_begin, other_end in taken):
                continue
            taken.append((begin, end))
            offset = length(text[:begin])
            found.append(
                (offset, {"type": kind, "offset": offset, "length": length(match.group())})
            )
    return [entity for _, entity in sorted(found, key=lambda each: each[0])]
