"""The table of all events: type, schema, stream, promise and origin.

Adding an event is adding its data model to the file of its aggregate and one row here. Changing
the data of an event so that old records no longer validate raises its `schema_version` and adds a
step to `integration_events.upcasting.UPCASTS`.
"""

from collections.abc import Mapping
from typing import Final

from integration_events import (
    batch_events,
    chat_events,
    notification_events,
    oauth_client_events,
    one_time_token_events,
    order_events,
    payment_events,
    product_events,
    refund_request_events,
    security_events,
    session_events,
    step_saga_events,
    stock_events,
    system_events,
    task_events,
    user_events,
    workflow_events,
)
from integration_events.errors import UnknownEventType
from integration_events.event_data import EventData
from integration_events.event_definition import Delivery, EventDefinition, Pattern

__all__ = ["CATALOGUE", "definition_of"]

_SHOP: Final = ("api_service", "bot_service")
_API: Final = ("api_service",)
_WORKER: Final = ("worker_service",)
_API_AND_WORKER: Final = ("api_service", "worker_service")
_ALL: Final = ("api_service", "bot_service", "worker_service")


def _row(
    event_type: str,
    data: type[EventData],
    aggregate: str,
    origins: tuple[str, ...],
    *,
    pattern: Pattern = Pattern.ENTITY,
    delivery: Delivery = Delivery.AT_LEAST_ONCE,
) -> EventDefinition:
    return EventDefinition(
        event_type=event_type,
        data=data,
        aggregate=aggregate,
        pattern=pattern,
        delivery=delivery,
        origins=origins,
    )


def _kept(
    event_type: str, data: type[EventData], aggregate: str, origins: tuple[str, ...]
) -> EventDefinition:
    return _row(event_type, data, aggregate, origins, delivery=Delivery.STORED_ONLY)


def _work(event_type: str, data: type[EventData], aggregate: str) -> EventDefinition:
    return _row(event_type, data, aggregate, _WORKER, pattern=Pattern.PROCESS)


def _sent(event_type: str, data: type[EventData], pattern: Pattern) -> EventDefinition:
    return EventDefinition(
        event_type=event_type,
        data=data,
        aggregate=None,
        pattern=pattern,
        delivery=Delivery.FIRE_AND_FORGET,
        origins=_ALL if pattern is Pattern.SYSTEM else _WORKER,
    )


_DEFINITIONS: Final = (
    _row("user.created", user_events.UserCreated, "user", _SHOP),
    _row("user.updated", user_events.UserUpdated, "user", _SHOP),
    _kept("user.password_changed", user_events.UserPasswordChanged, "user", _SHOP),
    _row("registration.repeated", user_events.RegistrationRepeated, "user", _SHOP),
    _row("session.opened", session_events.SessionOpened, "session", _SHOP),
    _kept("session.refreshed", session_events.SessionRefreshed, "session", _SHOP),
    _kept("session.reauthenticated", session_events.SessionReauthenticated, "session", _SHOP),
    _row("session.revoked", session_events.SessionRevoked, "session", _SHOP),
    _row(
        "email_verification.requested",
        one_time_token_events.EmailVerificationRequested,
        "one_time_token",
        _SHOP,
    ),
    _row(
        "password_reset.requested",
        one_time_token_events.PasswordResetRequested,
        "one_time_token",
        _SHOP,
    ),
    _kept(
        "authorization_code.issued",
        one_time_token_events.AuthorizationCodeIssued,
        "one_time_token",
        _SHOP,
    ),
    _kept("one_time_token.used", one_time_token_events.OneTimeTokenUsed, "one_time_token", _SHOP),
    _kept("oauth_client.created", oauth_client_events.OAuthClientCreated, "oauth_client", _SHOP),
    _kept("oauth_client.updated", oauth_client_events.OAuthClientUpdated, "oauth_client", _SHOP),
    _row("security.act_recorded", security_events.SecurityActRecorded, "security_act", _ALL),
    _row("product.created", product_events.ProductCreated, "product", _SHOP),
    _row("product.updated", product_events.ProductUpdated, "product", _SHOP),
    _row("order.created", order_events.OrderCreated, "order", _SHOP),
    _row("order.confirmed", order_events.OrderConfirmed, "order", _WORKER),
    _row("order.completed", order_events.OrderCompleted, "order", _WORKER),
    _row("order.cancelled", order_events.OrderCancelled, "order", _WORKER),
    _row("order.cancellation_requested", order_events.OrderCancellationRequested, "order", _SHOP),
    _row("order.refund_requested", order_events.OrderRefundRequested, "order", _SHOP),
    _kept("order.refund_completed", order_events.OrderRefundCompleted, "order", _WORKER),
    _kept("order.refund_failed", order_events.OrderRefundFailed, "order", _WORKER),
    _row(
        "refund_request.created",
        refund_request_events.RefundRequestCreated,
        "refund_request",
        _SHOP,
    ),
    _row(
        "refund_request.approved",
        refund_request_events.RefundRequestApproved,
        "refund_request",
        _SHOP,
    ),
    _row(
        "refund_request.declined",
        refund_request_events.RefundRequestDeclined,
        "refund_request",
        _SHOP,
    ),
    _row("stock.reserved", stock_events.StockReserved, "saga", _WORKER),
    _row("stock.rejected", stock_events.StockRejected, "saga", _WORKER),
    _row("stock.released", stock_events.StockReleased, "saga", _WORKER),
    _row("stock.adjusted", stock_events.StockAdjusted, "stock", _SHOP),
    _kept("stock.opened", stock_events.StockOpened, "stock", _SHOP),
    _kept("stock.moved", stock_events.StockMoved, "stock", _WORKER),
    _row("payment.processed", payment_events.PaymentProcessed, "payment", _ALL),
    _row("payment.failed", payment_events.PaymentFailed, "payment", _ALL),
    _row("payment.refunded", payment_events.PaymentRefunded, "payment", _WORKER),
    _kept("payment.pending", payment_events.PaymentPending, "payment", _WORKER),
    _row("chat.opened", chat_events.ChatOpened, "chat", _SHOP),
    _row("chat.linked", chat_events.ChatLinked, "chat", _SHOP),
    _row("chat.unlinked", chat_events.ChatUnlinked, "chat", _SHOP),
    _row("chat.updated", chat_events.ChatUpdated, "chat", ("bot_service",)),
    _row("task.created", task_events.TaskCreated, "task", _SHOP),
    _row("task.updated", task_events.TaskUpdated, "task", _SHOP),
    _row("task.completed", task_events.TaskCompleted, "task", _SHOP),
    _row("task.due", task_events.TaskDue, "task", _WORKER),
    _work("workflow.started", workflow_events.WorkflowStarted, "saga"),
    _work("workflow.completed", workflow_events.WorkflowCompleted, "saga"),
    _work("workflow.compensated", workflow_events.WorkflowCompensated, "saga"),
    _row(
        "workflow.advanced",
        workflow_events.WorkflowAdvanced,
        "saga",
        _ALL,
        pattern=Pattern.PROCESS,
        delivery=Delivery.STORED_ONLY,
    ),
    _row(
        "step_saga.started",
        step_saga_events.StepSagaStarted,
        "step_saga",
        _API_AND_WORKER,
        pattern=Pattern.PROCESS,
    ),
    _row(
        "saga_step.requested",
        step_saga_events.SagaStepRequested,
        "step_saga",
        _API_AND_WORKER,
        pattern=Pattern.PROCESS,
    ),
    _row(
        "step_saga.advanced",
        step_saga_events.StepSagaAdvanced,
        "step_saga",
        _API_AND_WORKER,
        pattern=Pattern.PROCESS,
        delivery=Delivery.STORED_ONLY,
    ),
    _work("step_saga.completed", step_saga_events.StepSagaCompleted, "step_saga"),
    _work("step_saga.compensated", step_saga_events.StepSagaCompensated, "step_saga"),
    _work("notification.sent", notification_events.NotificationSent, "notification"),
    _sent("batch.completed", batch_events.BatchCompleted, Pattern.PROCESS),
    _sent("service.started", system_events.ServiceStarted, Pattern.SYSTEM),
    _sent("service.stopped", system_events.ServiceStopped, Pattern.SYSTEM),
    _sent("health.degraded", system_events.HealthDegraded, Pattern.SYSTEM),
    _sent("health.recovered", system_events.HealthRecovered, Pattern.SYSTEM),
    _sent("dead_letter.inspected", system_events.DeadLettersAdministered, Pattern.SYSTEM),
    _sent("dead_letter.redriven", system_events.DeadLettersAdministered, Pattern.SYSTEM),
    _sent("dead_letter.discarded", system_events.DeadLettersAdministered, Pattern.SYSTEM),
    _sent("metrics.collected", system_events.MetricsCollected, Pattern.SYSTEM),
    # quintet new: events
)

CATALOGUE: Final[Mapping[str, EventDefinition]] = {
    definition.event_type: definition for definition in _DEFINITIONS
}
"""Every event type that Quintet knows, in the order in which a reader meets them."""


def definition_of(event_type: str) -> EventDefinition:
    """Return the row of an event type.

    Raises:
        UnknownEventType: there is none.
    """
    definition = CATALOGUE.get(event_type)
    if definition is None:
        raise UnknownEventType(event_type)
    return definition
