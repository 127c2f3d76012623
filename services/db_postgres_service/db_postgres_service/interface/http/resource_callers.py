"""Who may read which rows. A resource that is not named here stops the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["RESOURCE_CALLERS", "ResourceCallers"]

_API: Final = ("api_service",)
_CLI: Final = ("quintet_cli",)
_API_AND_CLI: Final = (*_API, *_CLI)
_SHOPS: Final = ("api_service", "bot_service")
_SHOPS_AND_CLI: Final = (*_SHOPS, *_CLI)


@dataclass(frozen=True, slots=True)
class ResourceCallers:
    """The callers of the three generic reads.

    Attributes:
        row: One row by its key.
        page: A list.
        batch: Many rows by their keys.
    """

    row: tuple[str, ...] = _API_AND_CLI
    page: tuple[str, ...] = _API_AND_CLI
    batch: tuple[str, ...] = _CLI


_TO_VERIFY: Final = ResourceCallers(row=_CLI, page=_CLI, batch=_CLI)
_OF_IDENTITY: Final = ResourceCallers()
_OF_BOTH_SHOPS: Final = ResourceCallers(row=_SHOPS_AND_CLI, page=_SHOPS_AND_CLI)

RESOURCE_CALLERS: Final[Mapping[str, ResourceCallers]] = {
    # The worker writes mails to people, the bot links their chats.
    "users": ResourceCallers(row=("api_service", "worker_service", "bot_service", "quintet_cli")),
    "sessions": _OF_IDENTITY,
    "one_time_tokens": _OF_IDENTITY,
    "oauth_clients": _OF_IDENTITY,
    "security_acts": _OF_IDENTITY,
    "chats": ResourceCallers(row=_SHOPS_AND_CLI, page=_CLI),
    "products": ResourceCallers(row=_SHOPS_AND_CLI, page=_SHOPS_AND_CLI, batch=_SHOPS_AND_CLI),
    "stock": ResourceCallers(batch=_API_AND_CLI),
    "orders": _OF_BOTH_SHOPS,
    "order_lines": _TO_VERIFY,
    "refunds": _TO_VERIFY,
    "refund_requests": _OF_BOTH_SHOPS,
    "payments": _OF_BOTH_SHOPS,
    "tasks": _OF_BOTH_SHOPS,
    "sagas": _TO_VERIFY,
    # The worker takes the steps, the API shows how far they are.
    "step_sagas": ResourceCallers(row=("api_service", "worker_service", "quintet_cli")),
    "notifications": _TO_VERIFY,
    # Whoever writes looks, after a lost answer, whether its events are there.
    "stored_events": ResourceCallers(
        row=_CLI, page=("api_service", "bot_service", "worker_service", "quintet_cli"), batch=_CLI
    ),
    "outbox": _TO_VERIFY,
    # quintet new: resource_callers
}
