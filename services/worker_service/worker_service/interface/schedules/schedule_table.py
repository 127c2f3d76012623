"""What the worker does again and again, and how often."""

from collections.abc import Mapping
from datetime import timedelta

from business_hexagon.application.commands.tasks.remind_of_due_tasks import RemindOfDueTasks
from business_hexagon.application.event_handlers.when_saga_overdue_resume_step import (
    WhenSagaOverdueResumeStep,
)
from business_hexagon.application.event_handlers.when_step_saga_overdue_resume_it import (
    WhenStepSagaOverdueResumeIt,
)
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.sagas import Sagas
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.ports.system_events import SystemEvents
from dishka import AsyncContainer
from storage_clients.retention_client import RetentionClient
from worker_runtime.periodic import Periodic
from worker_runtime.read_backlog import ReadBacklog

from worker_service.interface.schedules.collect_metrics import CollectMetrics
from worker_service.interface.schedules.prune import Days, Prune
from worker_service.interface.schedules.remind import Remind
from worker_service.interface.schedules.sweep_sagas import SweepSagas
from worker_service.interface.schedules.watch_health import WatchHealth
from worker_service.settings import WorkerSettings


async def schedules(
    container: AsyncContainer,
    settings: WorkerSettings,
    events: SystemEvents,
    backlog: ReadBacklog,
    watch: WatchHealth,
) -> Mapping[str, Periodic]:
    """Every schedule of the worker by its name."""
    lease = timedelta(seconds=settings.saga_step_seconds)
    sweep = SweepSagas(
        await container.get(Sagas), await container.get(WhenSagaOverdueResumeStep), events, lease
    )
    sweep_steps = SweepSagas(
        await container.get(StepSagas),
        await container.get(WhenStepSagaOverdueResumeIt),
        events,
        lease,
        batch="step_saga_sweep",
    )
    remind = Remind(await container.get(RemindOfDueTasks), events)
    prune = Prune(
        await container.get(RetentionClient),
        await container.get(Clock),
        Days(settings.traces_days, settings.ended_log_ins_days),
    )
    collect = CollectMetrics(events)
    reads_only = {"watch_health", "read_backlog", "collect_metrics"}
    table = {
        "sweep_sagas": (settings.saga_sweep_seconds, sweep.sweep),
        "sweep_step_sagas": (settings.saga_sweep_seconds, sweep_steps.sweep),
        "remind": (settings.reminder_sweep_seconds, remind.look),
        "prune": (settings.prune_seconds, prune.prune),
        "watch_health": (settings.health_watch_seconds, watch.look),
        "read_backlog": (settings.backlog_seconds, backlog.read),
        "collect_metrics": (settings.metrics_seconds, collect.collect),
    }
    return {
        name: Periodic(name, seconds, work, may_be_cut_off=name in reads_only)
        for name, (seconds, work) in table.items()
    }
