"""Places one order and watches it to its end."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict

from quintet_cli.demo.demo_shop import PIECES_PER_ORDER
from quintet_cli.replay.api_session import ApiSession

PAYMENT_METHOD = "card_approve"
_TERMINAL = frozenset({"completed", "cancelled"})
_LOOK_AGAIN_SECONDS = 0.004
_PATIENCE_SECONDS = 60.0


class OrderNotFinishedError(Exception):
    """The order did not reach its end in time; `quintet status` and `quintet logs` tell more."""


@dataclass(frozen=True, slots=True)
class WatchedOrder:
    """An order that has reached its end.

    Attributes:
        order_id: Which one.
        status: How it ended.
        posted_at: When the request was sent.
        answered_ms: Milliseconds from the request to its answer.
        ended_ms: Milliseconds from the request until the API told of the end.
    """

    order_id: UUID
    status: str
    posted_at: datetime
    answered_ms: float
    ended_ms: float


class _Order(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: UUID
    status: str


async def place_and_watch(buyer: ApiSession, watcher: ApiSession, product_id: UUID) -> WatchedOrder:
    """Places an order and asks for it until it has ended.

    Args:
        buyer: Who orders, perhaps a guest.
        watcher: Who may ask as often as it takes: staff, whose limits are wide.
        product_id: What is ordered.

    Raises:
        ApiRefusedError: The API refuses the order.
        ApiSilentError: The API does not answer.
        OrderNotFinishedError: The order is still open after a minute.
    """
    posted_at, started = datetime.now(UTC), perf_counter()
    answer = await buyer.post(
        "/api/v1/orders",
        {
            "lines": [{"product_id": str(product_id), "quantity": PIECES_PER_ORDER}],
            "shipping_address": {"country": "GB"},
            "payment_method": PAYMENT_METHOD,
            "contact_email": "demo@quintet.example",
        },
        f"demo:order:{uuid4()}",
    )
    order = _Order.model_validate_json(answer)
    answered = perf_counter()
    while order.status not in _TERMINAL:
        if perf_counter() - started > _PATIENCE_SECONDS:
            raise OrderNotFinishedError(f"order {order.id} is still {order.status}")
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        order = _Order.model_validate_json(await watcher.get(f"/api/v1/orders/{order.id}"))
    return WatchedOrder(
        order_id=order.id,
        status=order.status,
        posted_at=posted_at,
        answered_ms=round((answered - started) * 1000, 1),
        ended_ms=round((perf_counter() - started) * 1000, 1),
    )
