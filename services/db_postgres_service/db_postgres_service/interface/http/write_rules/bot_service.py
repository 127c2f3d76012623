"""It faces people whom nobody knows, and proves nothing with a password."""

from typing import Final

from db_postgres_service.interface.http.write_rules.write_rules import WriteRules

__all__ = ["BOT_SERVICE"]

BOT_SERVICE: Final = WriteRules(
    events=frozenset(
        {
            "chat.linked",
            "chat.opened",
            "chat.unlinked",
            "chat.updated",
            "order.cancellation_requested",
            "order.created",
            "order.refund_requested",
            "refund_request.approved",
            "refund_request.created",
            "refund_request.declined",
            "security.act_recorded",
            "task.completed",
            "task.created",
            "task.updated",
            "user.created",
            "workflow.advanced",
            "workflow.started",
            # quintet new: bot_service_events
        }
    ),
    resources=frozenset(
        {
            "chat",
            "order",
            "refund_request",
            "saga",
            "task",
            "user",
            # quintet new: bot_service_resources
        }
    ),
    stock=frozenset(),
    records_acts=True,
    inbox="bot_",
    opens_chat_accounts_alone=True,
)
