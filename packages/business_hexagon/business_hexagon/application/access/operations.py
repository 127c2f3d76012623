"""The policy of every use case: the one table of who may do what.

A use case that is not in it is refused, since a test walks both. The document `docs/access.md` is
made from it. The scope is required by the use case itself, and so is the object rule, so that API,
bot and worker get the same answer.
"""

from collections.abc import Mapping
from typing import Final

from business_hexagon.application.access.operation_policy import Audience, OperationPolicy
from business_hexagon.domain.identity.scope import Scope

__all__ = ["OPERATIONS", "OPERATIONS_BY_CONTEXT", "Audience", "OperationPolicy"]


def _public(object_rule: str) -> OperationPolicy:
    return OperationPolicy(Audience.PUBLIC, None, object_rule)


def _signed_in(object_rule: str) -> OperationPolicy:
    return OperationPolicy(Audience.SIGNED_IN, None, object_rule)


def _scoped(scope: Scope, object_rule: str) -> OperationPolicy:
    return OperationPolicy(Audience.SCOPED, scope, object_rule)


def _internal(object_rule: str) -> OperationPolicy:
    return OperationPolicy(Audience.INTERNAL, None, object_rule)


_READABLE_ORDERS: Final = "own orders; guests' orders by id; anybody's with orders:read_all"
_READABLE_FILES: Final = "of products; of tasks and orders for whoever may read these"
_KNOWN_TASKS: Final = "tasks that one created or has to do; anybody's with tasks:read_all"
_OWN_TASKS: Final = (
    "tasks that one created or has to do; anybody's with tasks:read_all and tasks:write_all"
)
_ASSIGNEES: Final = "given to oneself or nobody; to any open account with tasks:read_all"

OPERATIONS_BY_CONTEXT: Final[Mapping[str, Mapping[str, OperationPolicy]]] = {
    "Identity": {
        "register_user": _public("always a customer; the owner of a taken address is told by mail"),
        "log_in": _public("who knows the password; ever longer waits after failures"),
        "refresh_session": _public(
            "who holds the session's refresh token, with the session's program"
        ),
        "revoke_token": _public(
            "who holds the session's refresh token, with the session's program"
        ),
        "issue_client_token": _public("the program that knows its secret; no more than its scopes"),
        "get_authorization_request": _public(
            "a program's own redirect addresses, letter by letter"
        ),
        "authorize": _public("who knows the password; a program's own redirect addresses"),
        "exchange_code": _public("the program that the code was issued to, with its proof key"),
        "request_email_verification": _public(
            "mailed to the address alone; the answer is always the same"
        ),
        "verify_email": _public(
            "who holds the mailed token and knows the password; the account that it was issued for"
        ),
        "request_password_reset": _public(
            "mailed to the address alone; the answer is always the same"
        ),
        "reset_password": _public("who holds the mailed token; the account that it was issued for"),
        "log_out": _signed_in("the session that the request came with"),
        "log_out_everywhere": _signed_in("the own sessions"),
        "get_me": _scoped(Scope.PROFILE_READ, "the own account"),
        "update_me": _scoped(
            Scope.PROFILE_WRITE,
            "the own account; a new address with the password, once its mail was read",
        ),
        "change_password": _scoped(
            Scope.PROFILE_WRITE, "the own account, with the present password"
        ),
        "list_my_sessions": _scoped(Scope.PROFILE_READ, "the own sessions"),
        "revoke_session": _scoped(
            Scope.PROFILE_WRITE, "an own session; anybody's with users:write"
        ),
        "list_users": _scoped(Scope.USERS_READ, "any account"),
        "get_user": _scoped(Scope.USERS_READ, "any account"),
        "change_user_role": _scoped(
            Scope.USERS_WRITE,
            "any but the own and the last administrator's; both roles within the own scopes",
        ),
        "set_user_activity": _scoped(
            Scope.USERS_WRITE,
            "any but the own and the last administrator's; its role within the own scopes",
        ),
        "revoke_user_sessions": _scoped(Scope.USERS_WRITE, "any account"),
        "list_security_acts": _scoped(Scope.SECURITY_READ, "any act"),
        "create_oauth_client": _scoped(Scope.CLIENTS_WRITE, "scopes within the own"),
        "rotate_client_secret": _scoped(Scope.CLIENTS_WRITE, "programs with scopes within the own"),
        "deactivate_oauth_client": _scoped(Scope.CLIENTS_WRITE, "any program"),
        "list_oauth_clients": _scoped(Scope.CLIENTS_WRITE, "any program"),
        "authenticate": _internal("measures a verified token by the standing of its bearer"),
        "ensure_administrator": _internal("the account that the operator names"),
        "record_key_rotation": _internal("the audit"),
    },
    "Chats": {
        "open_chat_account": _public("a customer's account for the chat that it comes from"),
        "link_chat": _public("who holds a code, for the chat that it comes from"),
        "unlink_chat": _public("the chat that it comes from"),
        "issue_chat_code": _public("the chat that it comes from"),
        "change_chat_settings": _public("the chat that it comes from"),
        "issue_chat_link_code": _scoped(Scope.PROFILE_WRITE, "the own account"),
        "link_my_chat": _scoped(
            Scope.PROFILE_WRITE, "the own account, with the chat that the code was written in"
        ),
        "unlink_my_chat": _scoped(Scope.PROFILE_WRITE, "the own account"),
        "identify_chat": _internal(
            "the user linked to the chat, with those of the role's scopes that a chat may have"
        ),
        "find_chat_of_user": _internal("the chat that speaks for the user"),
        "note_chat_blocked": _internal("the chat that Telegram names"),
    },
    "Ordering and payments": {
        "place_order": _scoped(
            Scope.ORDERS_PLACE,
            "for oneself; prices, channel, reference, date and money lines with orders:override",
        ),
        "get_order": _scoped(Scope.ORDERS_READ, _READABLE_ORDERS),
        "get_order_timeline": _scoped(Scope.ORDERS_READ, _READABLE_ORDERS),
        "get_order_at_version": _scoped(Scope.ORDERS_READ, _READABLE_ORDERS),
        "list_orders": _scoped(Scope.ORDERS_READ, "own orders; everybody's with orders:read_all"),
        "get_order_payments": _scoped(Scope.ORDERS_READ, _READABLE_ORDERS),
        "cancel_order": _scoped(
            Scope.ORDERS_CANCEL, "own orders; guests' and anybody's with orders:cancel_any"
        ),
        "refund_order_lines": _scoped(Scope.ORDERS_REFUND, "any order"),
        "request_refund": _scoped(Scope.ORDERS_CANCEL, "own orders that are completed"),
        "approve_refund_request": _scoped(Scope.ORDERS_REFUND, "any request that is open"),
        "decline_refund_request": _scoped(Scope.ORDERS_REFUND, "any request that is open"),
        "list_refund_requests": _scoped(
            Scope.ORDERS_READ, "own requests; everybody's with orders:read_all"
        ),
        "record_payment_callback": _public("the gateway, by its signature over the report"),
    },
    "Catalogue and stock": {
        "list_products": _scoped(
            Scope.CATALOGUE_READ, "products for sale; all with catalogue:read_inactive"
        ),
        "search_products": _scoped(
            Scope.CATALOGUE_READ, "products for sale; all with catalogue:read_inactive"
        ),
        "get_product": _public("any product, by id"),
        "create_product": _scoped(Scope.CATALOGUE_WRITE, "any product"),
        "update_product": _scoped(Scope.CATALOGUE_WRITE, "any product"),
        "get_stock": _scoped(Scope.STOCK_READ, "any stock record"),
        "adjust_stock": _scoped(Scope.STOCK_WRITE, "any stock record"),
    },
    "Tasks": {
        "create_task": _scoped(Scope.TASKS_USE, f"becomes the creator; {_ASSIGNEES}"),
        "get_task": _scoped(Scope.TASKS_USE, _KNOWN_TASKS),
        "list_tasks": _scoped(Scope.TASKS_USE, _KNOWN_TASKS),
        "update_task": _scoped(Scope.TASKS_USE, _OWN_TASKS),
        "assign_task": _scoped(Scope.TASKS_USE, f"{_OWN_TASKS}; {_ASSIGNEES}"),
        "complete_task": _scoped(Scope.TASKS_USE, _OWN_TASKS),
        "list_colleagues": _scoped(Scope.TASKS_READ_ALL, "open accounts that are no customers'"),
        "remind_of_due_tasks": _internal("tasks whose time has come"),
    },
    "Attachments": {
        "attach_file": _signed_in(
            "tasks that one may change; own orders with orders:place; products with catalogue:write"
        ),
        "list_attachments": _scoped(Scope.CATALOGUE_READ, _READABLE_FILES),
        "get_attachment_content": _scoped(Scope.CATALOGUE_READ, _READABLE_FILES),
        "get_product_photo": _public("any product"),
    },
    "Analytics": {
        "get_revenue": _scoped(Scope.ANALYTICS_READ, "everything"),
        "get_top_products": _scoped(Scope.ANALYTICS_READ, "everything"),
        "get_order_funnel": _scoped(Scope.ANALYTICS_READ, "everything"),
        "get_cohorts": _scoped(Scope.ANALYTICS_READ, "everything"),
        "get_saga_durations": _scoped(Scope.ANALYTICS_READ, "everything"),
        "get_error_rates": _scoped(Scope.ANALYTICS_READ, "everything"),
        "get_live_counters": _scoped(Scope.ANALYTICS_READ, "everything"),
        "get_user_behaviour": _scoped(Scope.ANALYTICS_READ, "everything"),
    },
    "Processes": {
        "get_process": _scoped(Scope.PROCESSES_READ, "any process"),
        "list_processes": _scoped(Scope.PROCESSES_READ, "any process"),
        # quintet new: processes
    },
    "Operations": {
        "count_dead_letters": _scoped(Scope.OPS_READ, "any consumer's"),
        "list_dead_letters": _scoped(Scope.OPS_READ, "any consumer's; the look is recorded"),
        "show_dead_letter": _scoped(Scope.OPS_READ, "any consumer's; the look is recorded"),
        "redrive_dead_letter": _scoped(Scope.OPS_REDRIVE, "any consumer's"),
        "redrive_all_dead_letters": _scoped(Scope.OPS_REDRIVE, "any consumer's"),
        "discard_dead_letter": _scoped(Scope.OPS_DISCARD, "any consumer's"),
    },
    # quintet new: operations
}
"""Use cases by the part of the business that they belong to; a name is that of the file."""

OPERATIONS: Final[Mapping[str, OperationPolicy]] = {
    name: policy
    for operations in OPERATIONS_BY_CONTEXT.values()
    for name, policy in operations.items()
}
"""Use cases by name."""
