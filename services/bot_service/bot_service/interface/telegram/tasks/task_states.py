"""What the next text answers, and what was said before."""

from datetime import datetime
from uuid import UUID

from aiogram.fsm.state import State, StatesGroup
from business_hexagon.domain.tasks.values import Priority
from pydantic import BaseModel


class TaskStates(StatesGroup):
    """Steps of dialogues about tasks."""

    title = State()
    due = State()
    put_off = State()
    time_zone = State()


class TaskDraft(BaseModel):
    """A task of which something is still to be said.

    Attributes:
        title: What is to be done; empty until it was said.
        description: More of it.
        priority: How much it matters, if that was said.
        due_at: By when, if that was said.
        put_off: The task that is being put off, when it is no new one.

    """

    title: str = ""
    description: str = ""
    priority: Priority | None = None
    due_at: datetime | None = None
    put_off: UUID | None = None
