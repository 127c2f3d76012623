"""A whole shop in memory: the order use cases and handlers, wired to the fakes."""

from decimal import Decimal
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.cancel_order import (
    CancelOrder,
    CancelOrderCommand,
)
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import (
    PlaceOrder,
    PlaceOrderCommand,
)
from business_hexagon.application.commands.ordering.refund_order_lines import (
    RefundOrderLines,
    RefundOrderLinesCommand,
)
from business_hexagon.application.commands.payments.record_payment_callback import (
    RecordPaymentCallback,
    RecordPaymentCallbackCommand,
)
from business_hexagon.application.event_handlers.when_refund_requested_refund_payment import (
    WhenRefundRequestedRefundPayment,
)
from business_hexagon.application.event_handlers.when_saga_overdue_resume_step import (
    WhenSagaOverdueResumeStep,
)
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.application.ports.order_processes import OrderProcess, OrderProcesses
from business_hexagon.application.ports.payment_gateway import ChargeResult, PaymentGateway
from business_hexagon.application.ports.stock_operations import OpenStock
from business_hexagon.application.sagas.charging import charge_key
from business_hexagon.application.sagas.order_saga_steps import order_saga_steps
from business_hexagon.application.sagas.payment_record import PaymentRecord
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund import RefundItem
from business_hexagon.domain.values.address import Address
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.sku import Sku

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_readers import (
    InMemoryOrderProcesses,
    InMemoryOrders,
    InMemoryProductSnapshots,
)
from tests.fakes.in_memory_storage import InMemoryStorage
from tests.fakes.pausing_ports import PausingGateway, PausingProcesses, PausingWrites
from tests.fakes.saga_handlers import SagaHandlers
from tests.fakes.scripted_payment_gateway import ScriptedPaymentGateway
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import SteppingClock

CUSTOMER = Actor(user_id=UUID(int=1), role=Role.CUSTOMER)
STAFF = Actor(user_id=UUID(int=2), role=Role.STAFF)
SOMEWHERE = Address(country="GB", city="London")
POLICY = SagaPolicy(charge_inquiries=2)


def present(order: Order) -> bytes:
    """Render an order so that a test can recognise it."""
    return f"{order.id} {order.status} v{order.version}".encode()


class InMemoryShop:
    """Everything that an order needs, without a server.

    Args:
        pausing: Whether handlers pause at every call, to be interleaved and killed there.
    """

    def __init__(self, *, pausing: bool = False) -> None:
        self.storage = InMemoryStorage()
        self.clock = SteppingClock()
        self.ids = SequentialIds()
        self.ledger = ScriptedPaymentGateway()
        self.plain_writes = InMemoryAtomicWrites(self.storage, self.clock)
        self.snapshots = InMemoryProductSnapshots(self.storage)
        self.plain_processes = InMemoryOrderProcesses(self.storage)
        worker_writes: AtomicWrites = self.plain_writes
        worker_processes: OrderProcesses = self.plain_processes
        worker_gateway: PaymentGateway = self.ledger
        if pausing:
            worker_writes = PausingWrites(self.plain_writes)
            worker_processes = PausingProcesses(self.plain_processes)
            worker_gateway = PausingGateway(self.ledger)
        turns = ProcessTurns(worker_processes, worker_writes)
        self.steps = order_saga_steps(
            processes=worker_processes,
            writes=worker_writes,
            gateway=worker_gateway,
            ids=self.ids,
            clock=self.clock,
            policy=POLICY,
        )
        refunds = WhenRefundRequestedRefundPayment(turns, worker_gateway, self.clock)
        self.handlers = SagaHandlers(self.steps, refunds)
        self.sweeper = WhenSagaOverdueResumeStep(worker_processes, self.steps)
        self.place_order = PlaceOrder(
            writes=self.plain_writes,
            snapshots=self.snapshots,
            ids=self.ids,
            clock=self.clock,
            policy=POLICY,
            present=present,
        )
        self.cancel_order = CancelOrder(worker_processes, worker_writes, present)
        self.refund_order_lines = RefundOrderLines(
            orders=InMemoryOrders(self.storage),
            writes=self.plain_writes,
            ids=self.ids,
            clock=self.clock,
            present=present,
        )
        self.record_callback = RecordPaymentCallback(
            turns, PaymentRecord(worker_gateway.name, self.ids, self.clock, POLICY)
        )

    async def add_product(
        self, price: str = "2.55", *, pieces: int = 100, currency: str = "GBP"
    ) -> UUID:
        """Put a product with stock into the catalogue."""
        product_id = self.ids.new()
        product = Product.create(
            product_id=product_id,
            sku=Sku(f"sku_{product_id.int & 0xFFFF}"),
            name="White metal lantern",
            description="",
            unit_price=Money(Decimal(price), currency),
            opening_stock=pieces,
        )
        opened = OpenStock(product_id, pieces)
        await self.plain_writes.commit(Change(saves=(product,), stock=(opened,)))
        self.storage.outbox.pop()  # product.created, which none of the handlers here consumes
        return product_id

    async def place(
        self,
        *lines: LineRequest,
        card: str = "card_approve",
        actor: Actor = CUSTOMER,
        key: str | None = None,
    ) -> UUID:
        """Place an order; returns its id."""
        outcome = await self.place_order.execute(
            PlaceOrderCommand(
                actor=actor,
                lines=lines,
                shipping_address=SOMEWHERE,
                payment_method=card,
                currency="GBP",
                idempotency=None if key is None else Idempotency("place_order", key, "hash"),
            )
        )
        return UUID(outcome.response.split()[0].decode())

    async def cancel(self, order_id: UUID) -> None:
        """Ask for the cancellation as the customer."""
        command = CancelOrderCommand(actor=CUSTOMER, order_id=order_id, reason="changed_mind")
        await self.cancel_order.execute(command)

    async def refund(self, order_id: UUID, *items: RefundItem) -> None:
        """Refund lines as staff."""
        command = RefundOrderLinesCommand(
            actor=STAFF, order_id=order_id, items=items, reason="damaged"
        )
        await self.refund_order_lines.execute(command)

    async def report(self, order_id: UUID, result: ChargeResult, callback_id: str = "one") -> None:
        """Let the gateway report a charge by callback."""
        await self.record_callback.execute(
            RecordPaymentCallbackCommand(
                callback_id=callback_id,
                order_id=order_id,
                key=charge_key(order_id),
                result=result,
            )
        )

    async def deliver_next(self) -> RecordedEvent:
        """Hand the oldest undelivered event to its handler; it stays when that fails."""
        recorded = self.storage.outbox[0]
        await self.handlers.handle(recorded)
        self.storage.outbox.remove(recorded)
        return recorded

    async def settle(self) -> None:
        """Deliver until nothing is left."""
        while self.storage.outbox:
            await self.deliver_next()

    async def resume_overdue(self) -> None:
        """Let the deadlines pass and the sweeper work once."""
        self.clock.advance(POLICY.step_time)
        for process in self.running():
            await self.sweeper.handle(process.order.id)

    def running(self) -> list[OrderProcess]:
        """Processes whose saga is not over."""
        orders = [order.id for order in self.storage.all_of(Order)]
        return [process for process in map(self.process, orders) if not process.saga.is_over]

    def process(self, order_id: UUID) -> OrderProcess:
        """The process as it is stored now."""
        process = self.plain_processes.find(order_id)
        if process is None:
            raise AssertionError(f"no order {order_id}")
        return process

    def told(self, order_id: UUID) -> list[str]:
        """Types of all events of an order, its saga and its payment, in the order of writing."""
        process = self.process(order_id)
        streams = [f"order/{order_id}", f"saga/{order_id}"]
        if process.payment is not None:
            streams.append(process.payment.stream)
        events = [one for stream in streams for one in self.storage.streams[stream]]
        events.sort(key=lambda recorded: recorded.event_id)
        return [recorded.event.event_type for recorded in events]
