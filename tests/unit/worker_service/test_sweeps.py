"""Sweeps tell their batches and stand single failures."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from business_hexagon.application.commands.tasks.remind_of_due_tasks import (
    RemindOfDueTasks,
    RemindOfDueTasksCommand,
)
from business_hexagon.application.errors import GatewayTimeout
from business_hexagon.application.event_handlers.when_saga_overdue_resume_step import (
    WhenSagaOverdueResumeStep,
)
from structlog.testing import capture_logs
from worker_service.interface.schedules.remind import Remind
from worker_service.interface.schedules.sweep_sagas import SweepSagas

from tests.fakes.recording_system_events import RecordingSystemEvents

LEASE = timedelta(seconds=30)


class OverdueSagas:
    """`Sagas` with these overdue orders."""

    def __init__(self, *order_ids: UUID) -> None:
        self._order_ids = order_ids

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """Give them all."""
        assert lease == LEASE
        return list(self._order_ids[:limit])


class Resuming(WhenSagaOverdueResumeStep):
    """Resumes nothing; fails for some orders."""

    def __init__(self, *failing: UUID, error: Exception | None = None) -> None:
        self.resumed: list[UUID] = []
        self._failing = failing
        self._error = error or GatewayTimeout("find")

    async def handle(self, order_id: UUID) -> None:
        """Remember, or fail."""
        if order_id in self._failing:
            raise self._error
        self.resumed.append(order_id)


class Reminding(RemindOfDueTasks):
    """Announces so many tasks, at most what it is asked for."""

    def __init__(self, due: int) -> None:
        self._due = due

    async def execute(self, command: RemindOfDueTasksCommand) -> int:
        """Say how many."""
        return min(self._due, command.limit)


@pytest.mark.parametrize(
    ("error", "level", "told"),
    [
        (GatewayTimeout("find"), "warning", "gateway_timeout(operation='find')"),
        (KeyError("ours"), "error", "KeyError('ours')"),
    ],
)
async def test_a_saga_that_cannot_be_driven_holds_up_no_other(
    error: Exception, level: str, told: str
) -> None:
    """The rest of the batch is driven and told; the log names the one that was not."""
    good, bad, last = uuid4(), uuid4(), uuid4()
    resume, events = Resuming(bad, error=error), RecordingSystemEvents()
    sweep = SweepSagas(OverdueSagas(good, bad, last), resume, events, LEASE)
    with capture_logs() as lines:
        assert not await sweep.sweep()
    (line,) = lines
    assert (line["event"], line["log_level"]) == ("saga_not_resumed", level)
    assert (line["saga_id"], line["error"]) == (str(bad), told)
    assert resume.resumed == [good, last]
    ((event_type, data),) = events.published
    assert event_type == "batch.completed"
    assert (data["batch"], data["size"]) == ("saga_sweep", 2)
    assert isinstance(data["seconds"], float)


async def test_a_full_batch_of_sagas_means_that_there_may_be_more() -> None:
    """The next sweep does not wait."""
    overdue = [uuid4() for _ in range(70)]
    resume = Resuming()
    sweep = SweepSagas(OverdueSagas(*overdue), resume, RecordingSystemEvents(), LEASE)
    assert await sweep.sweep()
    assert len(resume.resumed) == 50


async def test_an_empty_sweep_tells_nothing() -> None:
    """Silence is not worth an event."""
    events = RecordingSystemEvents()
    assert not await SweepSagas(OverdueSagas(), Resuming(), events, LEASE).sweep()
    assert not await Remind(Reminding(0), events).look()
    assert events.published == []


async def test_reminders_are_told_by_the_batch() -> None:
    """A full batch says that there may be more."""
    events = RecordingSystemEvents()
    assert not await Remind(Reminding(3), events).look()
    assert await Remind(Reminding(500), events).look()
    assert [(kind, data["batch"], data["size"]) for kind, data in events.published] == [
        ("batch.completed", "task_reminders", 3),
        ("batch.completed", "task_reminders", 100),
    ]
