"""Looks for tasks whose time has come."""

from business_hexagon.application.commands.tasks.remind_of_due_tasks import (
    RemindOfDueTasks,
    RemindOfDueTasksCommand,
)

_AT_ONCE = 100


class Remind:
    """Announces due tasks.

    Args:
        use_case: Claims and announces them.
    """

    def __init__(self, use_case: RemindOfDueTasks) -> None:
        self._use_case = use_case

    async def look(self) -> bool:
        """Announces one batch; True when there may be more."""
        announced = await self._use_case.execute(RemindOfDueTasksCommand(limit=_AT_ONCE))
        return announced == _AT_ONCE
