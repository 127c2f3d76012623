"""What each caller may write: the atomic call is one route, so its content decides.

Whoever adds an event, a row or a stock operation names its writer here; what is not named is
refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from problem_details import ProblemError
from storage_contracts.atomic_write import AtomicWrite, IdempotencyClaim, PlaceOrderWrite, RowWrite
from storage_contracts.rows.user_row import UserWrite
from storage_contracts.stored_event import EventContext

__all__ = ["WRITE_RULES", "WriteRules", "check_placed_order", "check_write"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteRules:
    """What one service may write.

    Attributes:
        events: Types of events.
        resources: Kinds of rows.
        stock: Kinds of stock operations.
        sends_notifications: Whether it records what was sent to people.
        records_acts: Whether it writes the audit.
        inbox: How the scopes of its consumers' idempotency records begin.
        opens_chat_accounts_alone: Whether the only users that it writes are new customers without
            address and password.
    """

    events: frozenset[str]
    resources: frozenset[str]
    stock: frozenset[str]
    sends_notifications: bool = False
    records_acts: bool = False
    inbox: str | None = None
    opens_chat_accounts_alone: bool = False


WRITE_RULES: Final[Mapping[str, WriteRules]] = {
    "api_service": WriteRules(
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
    ),
    "worker_service": WriteRules(
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
    ),
    # It faces people whom nobody knows, and proves nothing with a password.
    "bot_service": WriteRules(
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
    ),
    # The operator's command records that it rotated keys, and nothing else.
    "quintet_cli": WriteRules(
        events=frozenset({"security.act_recorded"}),
        resources=frozenset(),
        stock=frozenset(),
        records_acts=True,
    ),
    # quintet new: write_rules
}
"""Nobody else writes."""

_PLACED: Final = frozenset({"order.created", "workflow.advanced", "workflow.started"})
_INBOXES: Final = tuple(each.inbox for each in WRITE_RULES.values() if each.inbox is not None)


def check_write(caller: str, write: AtomicWrite) -> None:
    """Refuse a write, or a part of it, that is not the caller's business.

    Args:
        caller: The service that sent it.
        write: What it wants written.

    Raises:
        ProblemError: 403 `operation_not_allowed`; it names the part.
    """
    rules = WRITE_RULES.get(caller)
    if rules is None:
        raise _refusal(caller, "anything")
    _check_author(caller, rules, write.context, write.idempotency)
    for event in write.events:
        if event.event_type not in rules.events:
            raise _refusal(caller, event.event_type)
    _check_rows(caller, rules, write.rows)
    for operation in write.stock:
        if operation.kind not in rules.stock:
            raise _refusal(caller, f"stock: {operation.kind}")
    if write.notifications and not rules.sends_notifications:
        raise _refusal(caller, "notifications")
    if write.security_acts and not rules.records_acts:
        raise _refusal(caller, "security acts")


def check_placed_order(caller: str, write: PlaceOrderWrite) -> None:
    """Refuse an order that is placed in another's name, or with events that placing has not.

    Raises:
        ProblemError: 403 `operation_not_allowed`; it names the part.
    """
    rules = WRITE_RULES.get(caller)
    if rules is None or "order.created" not in rules.events:
        raise _refusal(caller, "order.created")
    _check_author(caller, rules, write.context, write.idempotency)
    for event in write.events:
        if event.event_type not in _PLACED:
            raise _refusal(caller, event.event_type)


def _check_author(
    caller: str, rules: WriteRules, context: EventContext, claim: IdempotencyClaim | None
) -> None:
    if context.service != caller:
        raise _refusal(caller, "in the name of another service")
    if claim is None or not claim.scope.startswith(_INBOXES):
        return
    if rules.inbox is None or not claim.scope.startswith(rules.inbox):
        raise _refusal(caller, "the inbox of another service")


def _check_rows(caller: str, rules: WriteRules, rows: list[RowWrite]) -> None:
    for row in rows:
        if row.resource not in rules.resources:
            raise _refusal(caller, f"rows of {row.resource}")
        if isinstance(row, UserWrite) and rules.opens_chat_accounts_alone:
            _check_chat_account(caller, row)


def _check_chat_account(caller: str, write: UserWrite) -> None:
    """Else whoever speaks for the bot makes himself an administrator, or takes an account."""
    row = write.row
    proofs = (row.email, row.email_verified_at, row.password_hash or None)
    if write.expected_version != 0 or row.role != "customer" or any(proofs):
        raise _refusal(caller, "rows of user but of a new customer in a chat")


def _refusal(caller: str, what: str) -> ProblemError:
    return ProblemError(403, "operation_not_allowed", f"{caller} may not write: {what}.")
