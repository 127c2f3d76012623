"""The steps of an order in words."""

from collections.abc import Mapping
from typing import Final

from storage_contracts.json_value import Json

_STORED: Final = ("db_postgres_service",)

PROCESSES_BY_EVENT: Final[Mapping[str, tuple[str, ...]]] = {
    "order.created": _STORED,
    "workflow.started": _STORED,
    "workflow.advanced": _STORED,
    "workflow.completed": _STORED,
    "workflow.compensated": _STORED,
    "stock.reserved": _STORED,
    "stock.rejected": _STORED,
    "stock.released": _STORED,
    "payment.pending": ("payment_gateway_sandbox", *_STORED),
    "payment.processed": ("payment_gateway_sandbox", *_STORED),
    "payment.failed": ("payment_gateway_sandbox", *_STORED),
    "payment.refunded": ("payment_gateway_sandbox", *_STORED),
    "order.confirmed": _STORED,
    "order.completed": _STORED,
    "order.cancelled": _STORED,
}
"""Which processes an event went through, besides the one that it names."""

_WORDS: Final[Mapping[str, str]] = {
    "order.created": "order, lines, saga and outbox row are stored in one transaction",
    "workflow.started": "the order saga takes its first step",
    "workflow.advanced": "the saga's next step is {step}",
    "workflow.completed": "the saga has reached its goal",
    "workflow.compensated": "the saga has undone everything: {reason}",
    "stock.reserved": "the pieces are set aside",
    "stock.rejected": "too few pieces are free",
    "stock.released": "the pieces are free again",
    "payment.pending": "the gateway has not decided",
    "payment.processed": "the gateway has charged {amount} {currency} ({gateway_reference})",
    "payment.failed": "the gateway has taken nothing: {reason}",
    "payment.refunded": "the gateway has given back {amount} {currency}",
    "order.confirmed": "the order is paid",
    "order.completed": "stock settled, order and saga completed in one transaction",
    "order.cancelled": "the order is cancelled: {reason}",
}


def what_happened(event_type: str, data: Mapping[str, Json]) -> str:
    """An event in words; its type when there are none for it."""
    words = _WORDS.get(event_type)
    return event_type if words is None else words.format_map(_Known(data))


class _Known(dict[str, Json]):
    """Fields of an event; one that is missing reads as a question mark."""

    def __missing__(self, key: str) -> Json:
        return "?"
