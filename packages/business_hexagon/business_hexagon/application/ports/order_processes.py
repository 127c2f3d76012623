"""An order with everything that its saga decides on."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.payments.payment import Payment


@dataclass(slots=True)
class OrderProcess:
    """The three aggregates of one order, read in one snapshot.

    Attributes:
        order: the order.
        saga: its saga.
        payment: its payment; nothing until a gateway was asked.
    """

    order: Order
    saga: OrderSaga
    payment: Payment | None


class OrderProcesses(Protocol):
    """Loads order processes."""

    async def load(self, order_id: UUID) -> OrderProcess | None:
        """The process as it is now, or nothing when there is no such order.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
