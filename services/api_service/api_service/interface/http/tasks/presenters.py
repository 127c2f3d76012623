"""Tasks as the API shows them."""

from business_hexagon.application.ports.clock import Clock
from business_hexagon.domain.tasks.task import Task
from storage_clients.mapping.task_mapping import task_write


class TaskPresenter:
    """Renders a task; the shape is that of the data service's row.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, task: Task) -> bytes:
        """The task as JSON."""
        return task_write(task, self._clock.now()).row.model_dump_json().encode()
