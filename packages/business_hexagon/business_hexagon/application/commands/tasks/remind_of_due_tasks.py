"""Announce tasks whose time has come."""

from dataclasses import dataclass
from datetime import timedelta

from business_hexagon.application.errors import VersionConflict
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.tasks import Tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindOfDueTasksCommand:
    """It is time to look for due tasks.

    Attributes:
        limit: most tasks to claim at once.
        lease: how long the claimed tasks are left to this process.
    """

    limit: int = 100
    lease: timedelta = timedelta(seconds=30)


class RemindOfDueTasks:
    """Writes `task.due` once for each due time, whichever processes look and whichever die.

    The lease only spares other processes the work. What makes it once is the guard of the write:
    the event, the new version and `reminded_at` are one transaction, so that of two writers of the
    same version one gets a conflict, and a task whose write was done is never due again for that
    time. Changing the due time makes a new one.
    """

    def __init__(self, *, tasks: Tasks, writes: AtomicWrites, clock: Clock) -> None:
        self._tasks = tasks
        self._writes = writes
        self._clock = clock

    async def execute(self, command: RemindOfDueTasksCommand) -> int:
        """Announce what is due.

        Returns:
            How many tasks were announced; when it equals the limit there may be more.

        Raises:
            StorageUnavailable: the data service does not answer; the rest stays claimable.
        """
        announced = 0
        for task in await self._tasks.claim_due(command.limit, command.lease):
            # The data service's clock claimed it; ours may be a little behind.
            now = self._clock.now() if task.due_at is None else max(self._clock.now(), task.due_at)
            if not task.remind(now):
                continue
            try:
                await self._writes.commit(Change(saves=(task,)))
            except VersionConflict:
                # Changed since it was claimed: the next look sees what it is now.
                continue
            announced += 1
        return announced
