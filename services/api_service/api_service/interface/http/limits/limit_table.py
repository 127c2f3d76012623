"""Which endpoint costs what: the one table of limits.

Each caller has one bucket for each class of endpoints, so that lists cannot starve orders. Guests
are counted by address, everybody else by account. Whoever tries to log in is counted twice: by
address here, and by the account that is tried (`log_in_account`) once the body is read.
"""

from typing import Final

from rate_limits import Policy, PolicyTable, Tier

_QUOTAS: Final = {Tier.GUEST: 120, Tier.USER: 600, Tier.STAFF: 6_000, Tier.MACHINE: 60_000}
_ATTEMPTS: Final = dict.fromkeys(Tier, 10)
_ATTEMPTS_OF_AN_ACCOUNT: Final = dict.fromkeys(Tier, 5)

DEFAULT: Final = Policy.of("default", _QUOTAS)
LISTING: Final = Policy.of("listing", _QUOTAS, cost=2)
UPLOADS: Final = Policy.of("uploads", _QUOTAS, cost=10)
ANALYTICS: Final = Policy.of("analytics", _QUOTAS, cost=10)
CREDENTIALS: Final = Policy.of("credentials", _ATTEMPTS)
LOG_IN_ACCOUNT: Final = Policy.of("log_in_account", _ATTEMPTS_OF_AN_ACCOUNT)
RESET_ACCOUNT: Final = Policy.of("reset_account", _ATTEMPTS_OF_AN_ACCOUNT)
# The gateway signs what it sends and is one address: an honest day of sales must fit in.
CALLBACKS: Final = Policy.of("callbacks", dict.fromkeys(Tier, 60_000))

_API: Final = "/api/v1"
_LISTS: Final = (
    "/orders",
    "/products",
    "/refund_requests",
    "/products/search",
    "/tasks",
    "/colleagues",
    "/dead_letters",
    "/me/sessions",
    "/users",
    "/oauth_clients",
    "/security_acts",
    "/processes",
    # quintet new: lists
)
_CREDENTIALS: Final = (
    "/auth/register",
    "/auth/log_in",
    "/auth/token",
    "/auth/revoke",
    "/auth/authorize",
    "/auth/email_verifications",
    "/auth/email_verifications/confirm",
    "/auth/password_resets",
    "/auth/password_resets/confirm",
    "/auth/email_verifications/page",
    "/auth/password_resets/page",
    "/me/password",
    "/me/chats",
)
_REPORTS: Final = (
    "/revenue",
    "/top_products",
    "/order_funnel",
    "/cohorts",
    "/saga_durations",
    "/error_rates",
    "/live_counters",
)
_UPLOADS: Final = tuple(
    f"/{things}/{{{thing}_id}}/attachments/{{attachment_id}}"
    for things, thing in (("tasks", "task"), ("orders", "order"), ("products", "product"))
)
_BY_ROUTE: Final[dict[tuple[str, str], Policy]] = {
    **{("GET", f"{_API}{path}"): LISTING for path in _LISTS},
    **{("GET", f"{_API}/analytics{path}"): ANALYTICS for path in _REPORTS},
    **{("PUT", f"{_API}{path}"): UPLOADS for path in _UPLOADS},
    **{("POST", f"{_API}{path}"): CREDENTIALS for path in _CREDENTIALS},
    ("POST", f"{_API}/payment_callbacks/sandbox"): CALLBACKS,
}


def limit_table(scale: float = 1.0) -> PolicyTable:
    """The table.

    Args:
        scale: Multiplies all limits, for load tests.
    """
    return PolicyTable(DEFAULT, _BY_ROUTE, (LOG_IN_ACCOUNT, RESET_ACCOUNT), scale)
