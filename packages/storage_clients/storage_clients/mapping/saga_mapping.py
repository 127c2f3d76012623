"""Order sagas."""

from datetime import datetime

from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.application.sagas.saga_step import SagaStep
from storage_contracts.rows.saga_row import SagaRow, SagaWrite

__all__ = ["saga_from_row", "saga_row", "saga_write"]


def saga_from_row(row: SagaRow) -> OrderSaga:
    """Rebuild a saga."""
    return OrderSaga.restore(
        order_id=row.id,
        step=SagaStep(row.step),
        cancel_requested=row.cancel_requested,
        cancellation_reason=row.cancellation_reason,
        attempts=row.attempts,
        deadline_at=row.deadline_at,
        version=row.version,
        created_at=row.created_at,
    )


def saga_row(saga: OrderSaga, now: datetime) -> SagaRow:
    """The row that a saga's events lead to."""
    return SagaRow(
        id=saga.id,
        step=saga.step.value,
        cancel_requested=saga.cancel_requested,
        cancellation_reason=saga.cancellation_reason,
        attempts=saga.attempts,
        deadline_at=saga.deadline_at,
        version=saga.version,
        created_at=saga.created_at or now,
        updated_at=now,
    )


def saga_write(saga: OrderSaga, now: datetime) -> SagaWrite:
    """What a saga's pending events change."""
    return SagaWrite(expected_version=saga.loaded_version, row=saga_row(saga, now))
