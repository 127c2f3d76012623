"""Every aggregate whose row its events tell in full, in one table."""

from collections.abc import Mapping
from typing import Final

from business_hexagon.application.ports.atomic_writes import Saved

from storage_clients.mapping.chat_mapping import STORED_CHAT
from storage_clients.mapping.payment_mapping import STORED_PAYMENT
from storage_clients.mapping.product_mapping import STORED_PRODUCT
from storage_clients.mapping.refund_request_mapping import STORED_REFUND_REQUEST
from storage_clients.mapping.step_saga_mapping import STORED_STEP_SAGA
from storage_clients.mapping.stored_entity import StoredEntity
from storage_clients.mapping.task_mapping import STORED_TASK

__all__ = ["STORED_BY_CLASS", "STORED_ENTITIES"]

STORED_ENTITIES: Final[tuple[StoredEntity, ...]] = (
    STORED_PRODUCT,
    STORED_REFUND_REQUEST,
    STORED_PAYMENT,
    STORED_TASK,
    STORED_CHAT,
    STORED_STEP_SAGA,
    # quintet new: stored_entities
)
"""How they are written, which events their streams hold and how `quintet rebuild` makes them."""

STORED_BY_CLASS: Final[Mapping[type[Saved], StoredEntity]] = {
    each.aggregate: each for each in STORED_ENTITIES
}
