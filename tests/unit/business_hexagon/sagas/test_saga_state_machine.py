"""The order saga under every interleaving that hypothesis can think of.

Handlers pause at each call to storage or gateway. The machine starts deliveries (again and out of
order), moves any of them one pause further, kills any of them there as `kill -9` would, cancels
orders, refunds lines, lets the gateway decide and report, loses answers and calls the sweeper.
At the end everything undelivered is delivered, and seven invariants must hold.
"""

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING

from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import ApplicationError, StorageUnavailable
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.application.ports.payment_gateway import ChargeStatus
from business_hexagon.domain.errors import DomainError
from business_hexagon.domain.ordering.refund import RefundItem
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.fakes.in_memory_shop import POLICY, InMemoryShop
from tests.fakes.scripted_payment_gateway import FIRST_ANSWERS
from tests.unit.business_hexagon.sagas.order_invariants import violations

if TYPE_CHECKING:
    from uuid import UUID

ROUNDS_TO_QUIET = 10
TO_THE_END = 100
STEPS = st.sampled_from([TO_THE_END] * 6 + [0, 1, 2, 3, 4, 5])
"""How many pauses something runs; most often all of them, so that orders get far."""


@dataclass(eq=False)
class Running:
    """Something under way; a delivery is acknowledged when it ends well."""

    work: Coroutine[None, None, None]
    message: RecordedEvent | None = None


def finish[ResultT](work: Coroutine[None, None, ResultT]) -> ResultT:
    """Run something to its end without an event loop."""
    while True:
        try:
            work.send(None)
        except StopIteration as end:
            result: ResultT = end.value
            return result


class OrderSagaMachine(RuleBasedStateMachine):
    """Orders, messages, a gateway and a sweeper, all at once."""

    def __init__(self) -> None:
        super().__init__()
        self.shop = InMemoryShop(pausing=True)
        self.placed: set[UUID] = set()
        self.running: list[Running] = []
        self.seen: list[RecordedEvent] = []
        self.keys = 0

    @initialize(pieces=st.integers(0, 6))
    def open_shop(self, pieces: int) -> None:
        """Two products, one of them scarce."""
        self.scarce = finish(self.shop.add_product("0.0035", pieces=pieces))
        self.plenty = finish(self.shop.add_product("12.5", pieces=1_000))

    @rule(
        card=st.sampled_from(sorted(FIRST_ANSWERS)),
        scarce=st.integers(0, 3),
        plenty=st.integers(0, 3),
    )
    def place(self, card: str, scarce: int, plenty: int) -> None:
        """Place an order, maybe one that costs next to nothing."""
        lines = [LineRequest(product_id=self.scarce, quantity=scarce)] if scarce else []
        lines += [LineRequest(product_id=self.plenty, quantity=plenty)] if plenty else []
        if not lines:
            return
        self.keys += 1
        key = str(self.keys)
        try:
            order_id = finish(self.shop.place(*lines, card=card, key=key))
        except StorageUnavailable:
            # The client never saw the answer and asks again under the same key.
            order_id = finish(self.shop.place(*lines, card=card, key=key))
        self.placed.add(order_id)

    @precondition(lambda self: self.placed)
    @rule(data=st.data(), steps=STEPS)
    def cancel(self, data: st.DataObject, steps: int) -> None:
        """A customer changes their mind; the request runs beside everything else."""
        order_id = data.draw(st.sampled_from(sorted(self.placed)))
        self._begin(Running(self.shop.cancel(order_id)), steps)

    @precondition(lambda self: self.placed)
    @rule(data=st.data(), quantity=st.integers(1, 2))
    def refund(self, data: st.DataObject, quantity: int) -> None:
        """Staff gives pieces back, where the order allows it."""
        order_id = data.draw(st.sampled_from(sorted(self.placed)))
        try:
            finish(self.shop.refund(order_id, RefundItem(1, quantity)))
        except (DomainError, StorageUnavailable):
            """Not completed, nothing left, or done without an answer."""

    @precondition(lambda self: self.shop.storage.outbox)
    @rule(data=st.data(), steps=STEPS)
    def deliver(self, data: st.DataObject, steps: int) -> None:
        """Hand over any undelivered message, not only the oldest; it may already be under way."""
        message = data.draw(st.sampled_from(self.shop.storage.outbox))
        self._deliver(message, steps)

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def deliver_again(self, data: st.DataObject) -> None:
        """The broker repeats a message that was handled long ago."""
        self._deliver(data.draw(st.sampled_from(self.seen)), steps=1)

    @precondition(lambda self: self.running)
    @rule(data=st.data(), steps=STEPS)
    def move_on(self, data: st.DataObject, steps: int) -> None:
        """Let one handler run to one of its next pauses."""
        self._move(data.draw(st.sampled_from(self.running)), steps)

    @precondition(lambda self: self.running)
    @rule(data=st.data())
    def kill(self, data: st.DataObject) -> None:
        """`kill -9`: a handler never goes on; its message was not acknowledged."""
        running = data.draw(st.sampled_from(self.running))
        running.work.close()
        self.running.remove(running)

    @rule()
    def lose_an_answer(self) -> None:
        """The next write is done, but nobody is told."""
        self.shop.plain_writes.lost_after = 1

    @rule(trouble=st.sampled_from(["timeout", "unavailable"]))
    def disturb_the_gateway(self, trouble: str) -> None:
        """The next call to the gateway fails before or after it acts."""
        self.shop.ledger.troubles.append(trouble)

    @precondition(lambda self: self._late_charges())
    @rule(data=st.data(), approve=st.booleans(), steps=STEPS)
    def report(self, data: st.DataObject, approve: bool, steps: int) -> None:  # noqa: FBT001  drawn
        """The gateway decides what it left open and reports by callback, perhaps again."""
        key = data.draw(st.sampled_from(self._late_charges()))
        status = ChargeStatus.APPROVED if approve else ChargeStatus.DECLINED
        self.shop.ledger.decide(key, status)
        self._report(key, steps)

    @rule(steps=STEPS)
    def sweep(self, steps: int) -> None:
        """Deadlines pass; the sweeper resumes every running saga, beside everything else."""
        self.shop.clock.advance(POLICY.step_time)
        for process in self.shop.running():
            self._begin(Running(self.shop.sweeper.handle(process.order.id)), steps)

    def teardown(self) -> None:
        """Let the storm end: everything is delivered, decided and swept; then all must hold."""
        self.shop.ledger.troubles.clear()
        self.shop.plain_writes.lost_after = 0
        for _ in range(ROUNDS_TO_QUIET):
            self._deliver_everything()
            if not self.shop.running():
                break
            self.sweep(TO_THE_END)
        for key in self._late_charges():
            self.shop.ledger.decide(key, ChargeStatus.APPROVED)
            self._report(key, TO_THE_END)
        self._deliver_everything()
        assert violations(self.shop, self.placed) == []

    def _late_charges(self) -> list[str]:
        """Keys of charges that the gateway did not decide at once: only these are reported."""
        charges = self.shop.ledger.charges
        return sorted(key for key in charges if charges[key].payment_method.startswith("card_late"))

    def _deliver_everything(self) -> None:
        while self.running:
            self._move(self.running[0], TO_THE_END)
        for _ in range(ROUNDS_TO_QUIET):
            for message in list(self.shop.storage.outbox):
                self._deliver(message, TO_THE_END)

    def _deliver(self, message: RecordedEvent, steps: int) -> None:
        self._begin(Running(self.shop.handlers.handle(message), message), steps)

    def _report(self, key: str, steps: int) -> None:
        charge = self.shop.ledger.charges[key]
        self.keys += 1
        work = self.shop.report(charge.order_id, charge.result, str(self.keys))
        self._begin(Running(work), steps)

    def _begin(self, running: Running, steps: int) -> None:
        self.running.append(running)
        self._move(running, steps)

    def _move(self, running: Running, steps: int) -> None:
        for _ in range(steps):
            if running in self.running:
                self._step(running)

    def _step(self, running: Running) -> None:
        try:
            running.work.send(None)
        except StopIteration:
            self._acknowledge(running.message)
            self.running.remove(running)
        except (ApplicationError, DomainError):
            # The message stays; a request or report is answered with the error.
            self.running.remove(running)

    def _acknowledge(self, message: RecordedEvent | None) -> None:
        if message is None:
            return
        self.seen.append(message)
        if message in self.shop.storage.outbox:
            self.shop.storage.outbox.remove(message)


TestOrderSagaMachine = OrderSagaMachine.TestCase
TestOrderSagaMachine.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)
