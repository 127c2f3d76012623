"""What staff have to deal with."""

from datetime import UTC, datetime

from business_hexagon.application.ports.dead_letters import DeadLetter
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest

from tests.unit.bot_service.workplace.work_scene import ADA_ID, WorkScene

LETTER_ID = "1f0c7a52-55f2-6d10-b1a9-0242ac120002"


def letter(letter_id: str = LETTER_ID, **changes: object) -> DeadLetter:
    """A message that was given up."""
    fields: dict[str, object] = {
        "dead_letter_id": letter_id,
        "consumer": "worker_refunds",
        "event_type": "order.refund_requested",
        "aggregate": "order/1",
        "reason": "attempts_exhausted",
        "error": "not_found(kind='<order>')",
        "attempts": 5,
        "first_failed_at": None,
        "last_failed_at": datetime(2026, 1, 15, 9, tzinfo=UTC),
        "redriven": 1,
        "body": b'{"a": "<b>"}',
    }
    return DeadLetter(**(fields | changes))  # type: ignore[arg-type]  # a dictionary of its fields


async def ordered(scene: WorkScene) -> Order:
    """An order of Ada's that is completed."""
    await scene.fills_cart(await scene.sells("Lamp", "10"))
    await scene.goes_to_summary()
    await scene.taps("Buy now")
    await scene.work.shop.settle()
    return scene.orders[-1]


async def refund_request(scene: WorkScene, reason: str = "arrived <broken>") -> RefundRequest:
    """A wish for the money of a new order."""
    order = await ordered(scene)
    request = RefundRequest.create(
        refund_request_id=scene.work.shop.ids.new(),
        order_id=order.id,
        user_id=ADA_ID,
        reason=reason,
        now=scene.work.shop.clock.now(),
    )
    await scene.keeps(request)
    return request


def requests(scene: WorkScene) -> list[RefundRequest]:
    """All refund requests."""
    return list(scene.work.shop.storage.all_of(RefundRequest))
