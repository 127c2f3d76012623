"""The saga's own rules."""

from collections.abc import Callable

import pytest
from business_hexagon.application.sagas.errors import SagaTransitionRefused
from business_hexagon.application.sagas.events import ReservedLine, StockShortage
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.application.sagas.saga_step import SagaStep

from tests.unit.business_hexagon.ordering.order_examples import NOW, ORDER_ID, PAYMENT_ID
from tests.unit.business_hexagon.sagas.order_invariants import state_of

GOODS = (ReservedLine(product_id=PAYMENT_ID, quantity=2),)
SHORTAGES = (StockShortage(product_id=PAYMENT_ID, requested=2, available=1),)


def at(step: SagaStep) -> OrderSaga:
    """A saga at this step."""
    saga = OrderSaga.begin(ORDER_ID, NOW)
    if step is SagaStep.RESERVING:
        return saga
    saga.stock_reserved(GOODS, NOW)
    if step is SagaStep.CHARGING:
        return saga
    if step in {SagaStep.COMPENSATING, SagaStep.COMPENSATED}:
        saga.payment_failed(NOW)
        if step is SagaStep.COMPENSATED:
            saga.compensated("payment_failed", holds_stock=True)
        return saga
    saga.payment_processed(NOW)
    if step is SagaStep.COMPLETED:
        saga.completed()
    return saga


TRANSITIONS: dict[str, tuple[set[SagaStep], Callable[[OrderSaga], None]]] = {
    "stock_reserved": ({SagaStep.RESERVING}, lambda saga: saga.stock_reserved(GOODS, NOW)),
    "stock_rejected": ({SagaStep.RESERVING}, lambda saga: saga.stock_rejected(SHORTAGES, "short")),
    "abandoned": ({SagaStep.RESERVING}, lambda saga: saga.abandoned("changed_mind")),
    "payment_pending": ({SagaStep.CHARGING}, lambda saga: saga.payment_pending(NOW)),
    "payment_processed": ({SagaStep.CHARGING}, lambda saga: saga.payment_processed(NOW)),
    "payment_failed": ({SagaStep.CHARGING}, lambda saga: saga.payment_failed(NOW)),
    "completed": ({SagaStep.CONFIRMING}, lambda saga: saga.completed()),
    "compensated": (
        {SagaStep.CHARGING, SagaStep.CONFIRMING, SagaStep.COMPENSATING},
        lambda saga: saga.compensated("changed_mind", holds_stock=True),
    ),
    "request_cancellation": (
        {SagaStep.RESERVING, SagaStep.CHARGING, SagaStep.CONFIRMING, SagaStep.COMPENSATING},
        lambda saga: saga.request_cancellation("changed_mind"),
    ),
}


@pytest.mark.parametrize("name", sorted(TRANSITIONS))
@pytest.mark.parametrize("step", list(SagaStep))
def test_allows_each_transition_at_its_steps_alone(name: str, step: SagaStep) -> None:
    """And at no other, whoever asks; folding its stream gives the same saga."""
    steps, transition = TRANSITIONS[name]
    saga = at(step)
    before = saga.version
    if step not in steps:
        with pytest.raises(SagaTransitionRefused):
            transition(saga)
        assert saga.version == before
        return
    transition(saga)
    assert saga.version > before
    assert state_of(OrderSaga.from_events(saga.pending)) == state_of(saga)
    assert saga.is_over == (saga.deadline_at is None)


def test_remembers_a_cancellation_and_its_first_reason() -> None:
    """Through the steps that follow."""
    saga = at(SagaStep.CHARGING)
    saga.request_cancellation("changed_mind")
    saga.request_cancellation("too_late")
    saga.payment_processed(NOW)
    assert (saga.cancel_requested, saga.cancellation_reason) == (True, "changed_mind")


def test_counts_the_inquiries_of_one_charge() -> None:
    """The next step begins at nothing."""
    saga = at(SagaStep.CHARGING)
    saga.payment_pending(NOW)
    saga.payment_pending(NOW)
    assert saga.attempts == 2
    saga.payment_processed(NOW)
    assert saga.attempts == 0


def test_an_order_without_goods_has_no_stock_to_release() -> None:
    """So nobody is told of any."""
    saga = at(SagaStep.COMPENSATING)
    saga.compensated("payment_failed", holds_stock=False)
    assert "stock.released" not in {event.event_type for event in saga.pending}


def test_a_saga_restored_from_its_row_is_the_same() -> None:
    """And has nothing to save."""
    saga = at(SagaStep.CHARGING)
    restored = OrderSaga.restore(
        order_id=saga.id,
        step=saga.step,
        cancel_requested=saga.cancel_requested,
        cancellation_reason=saga.cancellation_reason,
        attempts=saga.attempts,
        deadline_at=saga.deadline_at,
        version=saga.version,
        created_at=NOW,
    )
    assert state_of(restored) == state_of(saga)
    assert restored.pending == ()
