"""The steps of the order saga, wired."""

from dataclasses import dataclass

from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.ports.payment_gateway import PaymentGateway
from business_hexagon.application.sagas.cancel_step import CancelStep
from business_hexagon.application.sagas.charge_step import ChargeStep
from business_hexagon.application.sagas.charging import Charging
from business_hexagon.application.sagas.compensate_step import CompensateStep
from business_hexagon.application.sagas.compensation import Compensation
from business_hexagon.application.sagas.complete_step import CompleteStep
from business_hexagon.application.sagas.inquire_step import InquireStep
from business_hexagon.application.sagas.payment_record import PaymentRecord
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.reserve_step import ReserveStep
from business_hexagon.application.sagas.saga_policy import SagaPolicy


@dataclass(frozen=True, slots=True)
class OrderSagaSteps:
    """Every step, for the event handlers and the sweeper.

    Attributes:
        reserve: after `order.created`.
        charge: after `stock.reserved`.
        inquire: when a charge is overdue.
        complete: after `payment.processed`.
        compensate: after `payment.failed`.
        cancel: after `order.cancellation_requested`.
    """

    reserve: ReserveStep
    charge: ChargeStep
    inquire: InquireStep
    complete: CompleteStep
    compensate: CompensateStep
    cancel: CancelStep


def order_saga_steps(
    *,
    processes: OrderProcesses,
    writes: AtomicWrites,
    gateway: PaymentGateway,
    ids: IdGenerator,
    clock: Clock,
    policy: SagaPolicy,
) -> OrderSagaSteps:
    """Wire the steps to the outside."""
    turns = ProcessTurns(processes, writes)
    compensation = Compensation(gateway)
    record = PaymentRecord(gateway.name, ids, clock, policy)
    charging = Charging(gateway, compensation, record, policy)
    return OrderSagaSteps(
        reserve=ReserveStep(turns, clock, policy),
        charge=ChargeStep(turns, charging),
        inquire=InquireStep(turns, charging),
        complete=CompleteStep(turns, compensation, clock),
        compensate=CompensateStep(turns, compensation),
        cancel=CancelStep(turns, charging),
    )
