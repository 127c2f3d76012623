"""Reads what somebody wants to do out of one message."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from business_hexagon.domain.tasks.values import Priority

from bot_service.interface.telegram.tasks.due_time import understand
from bot_service.interface.telegram.tasks.spoken_time import SpokenTime

_PRIORITIES: Final[Mapping[str, Priority]] = {
    "high": Priority.HIGH,
    "urgent": Priority.HIGH,
    "hoch": Priority.HIGH,
    "dringend": Priority.HIGH,
    "wichtig": Priority.HIGH,
    "normal": Priority.NORMAL,
    "low": Priority.LOW,
    "niedrig": Priority.LOW,
}
_PRIORITY: Final = re.compile(rf"(?<!\S)!({'|'.join(_PRIORITIES)})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TaskText:
    """What somebody wants to do.

    Attributes:
        title: the first line, without what was understood; empty when nothing else was said.
        description: the lines after the first.
        priority: how much it matters; nothing when it was not said.
        due_at: by when, UTC; nothing when it was not said.
    """

    title: str
    description: str
    priority: Priority | None
    due_at: datetime | None


def read_task_text(text: str, now: datetime, zone: ZoneInfo) -> TaskText:
    """Understand a message such as `buy milk tomorrow 9am !high`.

    Words that speak of a time which makes no sense stay in the title.

    Args:
        text: the message without the command.
        now: the time now, with a time zone.
        zone: the person's time zone.
    """
    first, _, more = text.strip().partition("\n")
    priorities = [_PRIORITIES[said.lower()] for said in _PRIORITY.findall(first)]
    sentence = _PRIORITY.sub("", first)
    said = SpokenTime.of(sentence)
    due_at = None if said.is_silent else understand(said, now, zone)
    title = said.rest if due_at is not None else re.sub(r"\s+", " ", sentence).strip()
    return TaskText(
        title=title,
        description=more.strip(),
        priority=priorities[-1] if priorities else None,
        due_at=due_at,
    )
