"""What commands answer the API and the bot: the shape of the data services' rows, as reads have it.

So a client reads one shape, whether it asks for a thing or has just changed it.
"""

from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.tasks.task import Task

from storage_clients.mapping.order_rows import OrderRows
from storage_clients.mapping.refund_request_mapping import refund_request_write
from storage_clients.mapping.step_saga_mapping import step_saga_row
from storage_clients.mapping.task_mapping import task_write

__all__ = ["OrderPresenter", "RefundRequestPresenter", "StepSagaPresenter", "TaskPresenter"]


class OrderPresenter:
    """Renders an order; `OrderRow` reads it.

    Args:
        rows: Makes the row; the write takes the same one.
    """

    def __init__(self, rows: OrderRows) -> None:
        self._rows = rows

    def __call__(self, order: Order) -> bytes:
        """The order as JSON."""
        return self._rows.of(order).model_dump_json().encode()


class RefundRequestPresenter:
    """Renders a refund request; `RefundRequestRow` reads it.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, request: RefundRequest) -> bytes:
        """The refund request as JSON."""
        return refund_request_write(request, self._clock.now()).row.model_dump_json().encode()


class StepSagaPresenter:
    """Renders a saga made of steps; `StepSagaRow` reads it.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, saga: StepSaga) -> bytes:
        """The saga as JSON."""
        return step_saga_row(saga, self._clock.now()).model_dump_json().encode()


class TaskPresenter:
    """Renders a task; `TaskRow` reads it.

    Args:
        clock: Gives the time of the change.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, task: Task) -> bytes:
        """The task as JSON."""
        return task_write(task, self._clock.now()).row.model_dump_json().encode()
