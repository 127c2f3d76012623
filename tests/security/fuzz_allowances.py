"""What a service may refuse although the request is as its schema describes it.

A schema cannot say that an end comes after a beginning, or that a cursor was given out. Each such
rule is named here once, with the operations that have it; everything else must be accepted.
"""

from collections.abc import Mapping
from typing import Final

from db_postgres_service.infrastructure.reading.catalogue import RESOURCES

from tests.security.fuzz_target import Allowance

_LISTS: Final = "a cursor is one that was given out, a sort names columns that have an index"
_MONGO_LISTS: Final = ("GET /analytics_events", "GET /application_logs", "GET /user_behaviour")
_POSTGRES_LISTS: Final = tuple(f"GET /{resource.name}" for resource in RESOURCES)
_REPORTS: Final = (
    "GET /analytics/revenue",
    "GET /analytics/top_products",
    "GET /analytics/order_funnel",
    "GET /analytics/cohorts",
    "GET /analytics/saga_durations",
    "GET /analytics/error_rates",
)

_ENTITIES: Final[Mapping[str, str]] = {
    # quintet new: fuzzed_entities
}
"""Things that are made, listed, changed and removed alike, and what one of them is called."""

_CHANGES_OF_ENTITIES: Final = (
    *(
        operation
        for things, thing in _ENTITIES.items()
        for operation in (f"POST /api/v1/{things}", f"PATCH /api/v1/{things}/{{{thing}_id}}")
    ),
    # quintet new: fuzzed_changes
)

_STARTS_OF_PROCESSES: Final[tuple[str, ...]] = (
    # quintet new: fuzzed_processes
)
"""What starts a saga that is made of steps."""

_API_LISTS: Final = tuple(
    f"GET /api/v1/{name}"
    for name in (
        "me/sessions",
        "oauth_clients",
        "orders",
        "processes",
        "products",
        "products/search",
        "refund_requests",
        "security_acts",
        "tasks",
        "users",
        *_ENTITIES,
    )
)

_WITH_BOUNDARIES: Final = frozenset({"GET /orders", "GET /security_acts", "GET /stored_events"})
ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "db_postgres_service": frozenset(_POSTGRES_LISTS) - _WITH_BOUNDARIES,
}
"""Lists that are the same code as those three, over other tables."""

ALLOWANCES: Final[Mapping[str, tuple[Allowance, ...]]] = {
    "db_mongo_service": (
        Allowance(reason=_LISTS, statuses=(422,), operations=_MONGO_LISTS),
        Allowance(
            reason="a span of time does not end before it begins, and has a longest length",
            statuses=(422,),
            operations=_REPORTS,
        ),
        Allowance(
            reason="the type of an event says which of its fields must be there",
            statuses=(422,),
            operations=("POST /analytics_events/bulk",),
        ),
        Allowance(
            reason="attributes are bounded in depth, number and the size of whole numbers",
            statuses=(422,),
            operations=("POST /application_logs/bulk",),
        ),
        Allowance(
            reason="the hash is that of the bytes",
            statuses=(422,),
            operations=("PUT /attachments/{attachment_id}",),
        ),
    ),
    "db_postgres_service": (
        Allowance(
            reason=_LISTS,
            statuses=(422,),
            operations=_POSTGRES_LISTS,
        ),
        Allowance(
            reason="a key is used for one request, a row written once and with its events, and"
            " text has no NUL",
            statuses=(422,),
            operations=("POST /orders/place", "POST /atomic_writes", "POST /atomic_writes/batch"),
        ),
    ),
    "api_service": (
        Allowance(reason=_LISTS, statuses=(422,), operations=_API_LISTS),
        Allowance(
            reason="a span of time does not end before it begins, and has a longest length",
            statuses=(422,),
            operations=tuple(label.replace("/", "/api/v1/", 1) for label in _REPORTS),
        ),
        Allowance(
            reason="an address is one that mail can be sent to, a password is hard to guess",
            statuses=(422,),
            operations=(
                "POST /api/v1/auth/register",
                "POST /api/v1/auth/log_in",
                "POST /api/v1/auth/email_verifications",
                "POST /api/v1/auth/password_resets",
                "POST /api/v1/me/password",
            ),
        ),
        Allowance(
            reason="a one-time token is one that was given out, and is not used up",
            statuses=(400, 422),
            operations=(
                "POST /api/v1/auth/email_verifications/confirm",
                "POST /api/v1/auth/email_verifications/page",
                "POST /api/v1/auth/password_resets/confirm",
                "POST /api/v1/auth/password_resets/page",
            ),
        ),
        Allowance(
            reason="RFC 6749: only a registered program is sent users, and errors by 303",
            statuses=(400,),
            refusals=(303,),
            operations=("GET /api/v1/auth/authorize", "POST /api/v1/auth/authorize"),
        ),
        Allowance(
            reason="RFC 7009 and RFC 6749: the client is one of ours, with its own secret",
            statuses=(400,),
            operations=("POST /api/v1/auth/revoke", "POST /api/v1/auth/token"),
        ),
        Allowance(
            reason="scopes are ours, addresses absolute, and only some programs have a secret",
            statuses=(400, 422),
            operations=(
                "POST /api/v1/oauth_clients",
                "POST /api/v1/oauth_clients/{client_id}/rotate_secret",
            ),
        ),
        Allowance(
            reason="an idempotency key is that of one request: chance may choose it for two",
            statuses=(422,),
            operations=(
                "PATCH /api/v1/users/{user_id}",
                "POST /api/v1/tasks/{task_id}/assign",
                "POST /api/v1/tasks/{task_id}/complete",
                *(f"DELETE /api/v1/{things}/{{{thing}_id}}" for things, thing in _ENTITIES.items()),
            ),
        ),
        Allowance(
            reason="a file is of a kind that is kept, and its id is that of one file",
            statuses=(422,),
            operations=tuple(
                f"PUT /api/v1/{things}/{{{thing}_id}}/attachments/{{attachment_id}}"
                for things, thing in (
                    ("tasks", "task"),
                    ("orders", "order"),
                    ("products", "product"),
                )
            ),
        ),
        Allowance(
            reason="text that people read holds no control characters, and zero is no adjustment",
            statuses=(422,),
            operations=(
                "PATCH /api/v1/me",
                "PATCH /api/v1/products/{product_id}",
                "PATCH /api/v1/tasks/{task_id}",
                "POST /api/v1/auth/register",
                "POST /api/v1/oauth_clients",
                "POST /api/v1/orders",
                "POST /api/v1/orders/{order_id}/cancel",
                "POST /api/v1/orders/{order_id}/refund_requests",
                "POST /api/v1/orders/{order_id}/refunds",
                "POST /api/v1/products",
                "POST /api/v1/products/{product_id}/stock_adjustments",
                "POST /api/v1/refund_requests/{refund_request_id}/decline",
                "POST /api/v1/tasks",
                *_CHANGES_OF_ENTITIES,
                *_STARTS_OF_PROCESSES,
            ),
        ),
        Allowance(
            reason="either the role or the activity of a user, not both at once",
            statuses=(422,),
            operations=("PATCH /api/v1/users/{user_id}",),
        ),
        Allowance(
            reason="currencies are those that we take, and all lines of an order have the same",
            statuses=(422,),
            operations=(
                "POST /api/v1/orders",
                "POST /api/v1/products",
                "PATCH /api/v1/products/{product_id}",
            ),
        ),
        Allowance(
            reason="a task is for a user that exists",
            statuses=(422,),
            operations=(
                "POST /api/v1/tasks",
                "PATCH /api/v1/tasks/{task_id}",
                "POST /api/v1/tasks/{task_id}/assign",
            ),
        ),
    ),
}
