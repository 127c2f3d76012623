"""Ports that pause at every call, so that a test can interleave handlers and kill them there."""

from collections.abc import Generator
from datetime import timedelta
from types import coroutine
from uuid import UUID

from business_hexagon.application.ports.atomic_writes import (
    AtomicWrites,
    Change,
    Idempotency,
    ProductGuard,
    Receipt,
    StoredResponse,
)
from business_hexagon.application.ports.order_processes import OrderProcess, OrderProcesses
from business_hexagon.application.ports.payment_gateway import (
    ChargeResult,
    PaymentGateway,
    RefundResult,
    VoidResult,
)
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.values.money import Money


@coroutine
def pause() -> Generator[None, None, None]:
    """Give way once."""
    yield


class PausingWrites:
    """`AtomicWrites` that pauses before and after the inner one."""

    def __init__(self, inner: AtomicWrites) -> None:
        self._inner = inner

    async def commit(self, change: Change) -> Receipt:
        """See `AtomicWrites.commit`."""
        await pause()
        receipt = await self._inner.commit(change)
        await pause()
        return receipt

    async def place_order(
        self,
        order: Order,
        saga: OrderSaga,
        guards: tuple[ProductGuard, ...] = (),
        idempotency: Idempotency | None = None,
        response: bytes | None = None,
    ) -> Receipt:
        """See `AtomicWrites.place_order`."""
        await pause()
        return await self._inner.place_order(order, saga, guards, idempotency, response)

    async def recall(self, scope: str, key: str) -> StoredResponse | None:
        """See `AtomicWrites.recall`."""
        return await self._inner.recall(scope, key)


class PausingProcesses:
    """`OrderProcesses` that pauses after reading: what was read may be old at once."""

    def __init__(self, inner: OrderProcesses) -> None:
        self._inner = inner

    async def load(self, order_id: UUID) -> OrderProcess | None:
        """See `OrderProcesses.load`."""
        process = await self._inner.load(order_id)
        await pause()
        return process


class PausingStepSagas:
    """`StepSagas` that pauses after reading."""

    def __init__(self, inner: StepSagas) -> None:
        self._inner = inner

    async def get(self, saga_id: UUID) -> StepSaga | None:
        """See `StepSagas.get`."""
        saga = await self._inner.get(saga_id)
        await pause()
        return saga

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """See `StepSagas.claim_overdue`."""
        return await self._inner.claim_overdue(limit, lease)


class PausingGateway:
    """`PaymentGateway` that pauses before and after the inner one."""

    def __init__(self, inner: PaymentGateway) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        """See `PaymentGateway.name`."""
        return self._inner.name

    async def charge(
        self, key: str, order_id: UUID, amount: Money, payment_method: str
    ) -> ChargeResult:
        """See `PaymentGateway.charge`."""
        await pause()
        result = await self._inner.charge(key, order_id, amount, payment_method)
        await pause()
        return result

    async def refund(self, key: str, reference: str, amount: Money) -> RefundResult:
        """See `PaymentGateway.refund`."""
        await pause()
        result = await self._inner.refund(key, reference, amount)
        await pause()
        return result

    async def void(self, key: str) -> VoidResult:
        """See `PaymentGateway.void`."""
        await pause()
        result = await self._inner.void(key)
        await pause()
        return result

    async def find(self, key: str) -> ChargeResult | None:
        """See `PaymentGateway.find`."""
        await pause()
        result = await self._inner.find(key)
        await pause()
        return result
