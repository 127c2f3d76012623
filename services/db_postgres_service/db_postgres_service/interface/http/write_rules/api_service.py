"""The API writes what people and programs ask for."""

from typing import Final

from db_postgres_service.interface.http.write_rules.write_rules import WriteRules

__all__ = ["API_SERVICE"]

API_SERVICE: Final = WriteRules(
    events=frozenset(
        {
            "authorization_code.issued",
            "chat.linked",
            "chat.opened",
            "chat.unlinked",
            "email_verification.requested",
            "oauth_client.created",
            "oauth_client.updated",
            "one_time_token.used",
            "order.cancellation_requested",
            "order.created",
            "order.refund_requested",
            "password_reset.requested",
            # What a gateway reports on its own reaches the API, and moves the saga's turn.
            "payment.failed",
            "payment.processed",
            "product.created",
            "product.updated",
            "refund_request.approved",
            "refund_request.created",
            "refund_request.declined",
            "registration.repeated",
            "saga_step.requested",
            "security.act_recorded",
            "session.opened",
            "session.reauthenticated",
            "session.refreshed",
            "session.revoked",
            "step_saga.advanced",
            "step_saga.started",
            "task.completed",
            "task.created",
            "task.updated",
            "user.created",
            "user.password_changed",
            "user.updated",
            "workflow.advanced",
            # quintet new: api_service_events
        }
    ),
    resources=frozenset(
        {
            "chat",
            "oauth_client",
            "one_time_token",
            "order",
            "payment",
            "product",
            "refund_request",
            "saga",
            "session",
            "step_saga",
            "task",
            "user",
            # quintet new: api_service_resources
        }
    ),
    stock=frozenset({"adjust", "open"}),
    records_acts=True,
)
