"""What each caller may write: the atomic call is one route, so its content decides."""

from typing import Final

from problem_details import ProblemError
from storage_contracts.atomic_write import AtomicWrite, IdempotencyClaim, PlaceOrderWrite, RowWrite
from storage_contracts.rows.user_row import UserWrite
from storage_contracts.stored_event import EventContext

from db_postgres_service.interface.http.write_rules import WRITE_RULES, WriteRules

__all__ = ["check_placed_order", "check_write"]


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
