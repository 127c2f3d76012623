"""Looks for tasks whose time has come."""

import time

from business_hexagon.application.commands.tasks.remind_of_due_tasks import (
    RemindOfDueTasks,
    RemindOfDueTasksCommand,
)
from business_hexagon.application.ports.system_events import SystemEvents

_AT_ONCE = 100


class Remind:
    """Announces due tasks, and each batch of them as `batch.completed`.

    Args:
        use_case: Claims and announces them.
        events: Where batches are told.
    """

    def __init__(self, use_case: RemindOfDueTasks, events: SystemEvents) -> None:
        self._use_case = use_case
        self._events = events

    async def look(self) -> bool:
        """Announces one batch; True when there may be more."""
        began = time.perf_counter()
        announced = await self._use_case.execute(RemindOfDueTasksCommand(limit=_AT_ONCE))
        if announced:
            seconds = round(time.perf_counter() - began, 6)
            await self._events.publish(
                "batch.completed",
                {"batch": "task_reminders", "size": announced, "seconds": seconds},
            )
        return announced == _AT_ONCE
