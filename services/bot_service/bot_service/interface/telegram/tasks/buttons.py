"""What the buttons of tasks send back."""

import base64
from enum import StrEnum
from typing import Annotated, Final, Self
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

MOST_PAGES: Final = 80
"""A list is read from its beginning, 500 rows at most."""

type _ShortId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]
"""Two identities in hexadecimal would be all that a button has room for."""
type _Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class TaskFilter(StrEnum):
    """Which tasks a list shows."""

    MINE = "mine"
    WRITTEN = "written"
    DONE = "done"
    ALL = "all"


class PutOff(StrEnum):
    """How long a task is put off."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    CHOOSE = "choose"


class OpenTasks(CallbackData, prefix="tasks"):
    """A page of a list.

    Attributes:
        which: Which tasks.
        page: From 0.
    """

    which: TaskFilter = TaskFilter.MINE
    page: Annotated[int, Field(ge=0, lt=MOST_PAGES)] = 0


class OpenTask(CallbackData, prefix="task"):
    """A task's card.

    Attributes:
        task_id: Which task.
    """

    task_id: UUID


class FinishTask(CallbackData, prefix="task_done"):
    """It is done.

    Attributes:
        task_id: Which task.
    """

    task_id: UUID


class PutOffTask(CallbackData, prefix="later"):
    """Not now.

    Attributes:
        task_id: Which task.
        version: The version that the button was drawn for: a second tap does nothing more.
        by: How long.
    """

    task_id: UUID
    version: _Version
    by: PutOff


class OfferTask(CallbackData, prefix="offer"):
    """Asks who shall do it.

    Attributes:
        task_id: Which task.
    """

    task_id: UUID


class GiveTask(CallbackData, prefix="give"):
    """Somebody else, or nobody, has to do it.

    Attributes:
        task: Which task, in short.
        to: Who, in short; nothing for nobody.
        version: The version that the button was drawn for.
    """

    task: _ShortId
    to: _ShortId | None
    version: _Version

    @classmethod
    def of(cls, task_id: UUID, assignee_id: UUID | None, version: int) -> Self:
        """The data of a button."""
        to = None if assignee_id is None else _short(assignee_id)
        return cls(task=_short(task_id), to=to, version=version)

    @property
    def task_id(self) -> UUID:
        """Which task."""
        return _long(self.task)

    @property
    def assignee_id(self) -> UUID | None:
        """Who; nothing for nobody."""
        return None if self.to is None else _long(self.to)


class ChooseZone(CallbackData, prefix="zone"):
    """The time zone of this chat.

    Attributes:
        name: Such as `Europe/Berlin`.
    """

    name: Annotated[str, Field(max_length=32)]


def _short(identity: UUID) -> str:
    return base64.urlsafe_b64encode(identity.bytes).decode().rstrip("=")


def _long(short: str) -> UUID:
    return UUID(bytes=base64.urlsafe_b64decode(f"{short}=="))
