"""Small values of tasks."""

from enum import StrEnum


class TaskStatus(StrEnum):
    """Where a task is in its short life."""

    OPEN = "open"
    COMPLETED = "completed"


class Priority(StrEnum):
    """How much it matters."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
