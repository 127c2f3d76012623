"""The worker writes what goes on by itself: sagas, payments, reminders, what was sent."""

from typing import Final

from db_postgres_service.interface.http.write_rules.write_rules import WriteRules

__all__ = ["WORKER_SERVICE"]

WORKER_SERVICE: Final = WriteRules(
    events=frozenset(
        {
            "notification.sent",
            "order.cancelled",
            "order.completed",
            "order.confirmed",
            "order.refund_completed",
            "order.refund_failed",
            "payment.failed",
            "payment.pending",
            "payment.processed",
            "payment.refunded",
            "saga_step.requested",
            "step_saga.advanced",
            "step_saga.compensated",
            "step_saga.completed",
            "step_saga.started",
            "stock.rejected",
            "stock.released",
            "stock.reserved",
            "task.due",
            "workflow.advanced",
            "workflow.compensated",
            "workflow.completed",
            "workflow.started",
            # quintet new: worker_service_events
        }
    ),
    resources=frozenset(
        {
            "order",
            "payment",
            "saga",
            "step_saga",
            "task",
            # quintet new: worker_service_resources
        }
    ),
    stock=frozenset({"release", "reserve", "restock", "settle"}),
    sends_notifications=True,
    inbox="worker_",
)
