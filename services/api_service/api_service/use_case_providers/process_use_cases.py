"""The use cases of processes: sagas that are made of steps."""

from business_hexagon.application.outcome import Present
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.processes.get_process import GetProcess
from business_hexagon.application.queries.processes.list_processes import ListProcesses
from business_hexagon.application.sagas.stepwise.start_saga import StartSaga
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from dishka import Provider, provide, provide_all
from storage_clients.row_presenters import StepSagaPresenter


class ProcessUseCases(Provider):
    """Provides what starts processes, and what shows them."""

    processes = provide_all(
        StartSaga,
        GetProcess,
        ListProcesses,
        # quintet new: process_use_cases
    )

    @provide
    def present_step_saga(self, clock: Clock) -> Present[StepSaga]:
        """How a process is shown."""
        return StepSagaPresenter(clock)
