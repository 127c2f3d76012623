"""All storage ports of one implementation, so that a suite can run against each."""

from dataclasses import dataclass

from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.event_streams import EventStreams
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.ports.orders import Orders
from business_hexagon.application.ports.payment_documents import PaymentDocuments
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.application.ports.products import Products
from business_hexagon.application.ports.sagas import Sagas
from business_hexagon.application.ports.task_documents import TaskDocuments
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.application.ports.users import Users
from storage_clients import (
    BatchedCommits,
    ChangeMapping,
    DataService,
    HttpAtomicWrites,
    HttpEventStreams,
    HttpOrderDocuments,
    HttpOrderProcesses,
    HttpOrders,
    HttpPaymentDocuments,
    HttpProductDocuments,
    HttpProducts,
    HttpProductSnapshots,
    HttpSagas,
    HttpTaskDocuments,
    HttpTasks,
    HttpUserDocuments,
    HttpUsers,
)
from storage_clients.system_ports import SystemClock, Uuid6Ids

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_documents import (
    InMemoryOrderDocuments,
    InMemoryPaymentDocuments,
    InMemoryProductDocuments,
    InMemoryTaskDocuments,
    InMemoryUserDocuments,
)
from tests.fakes.in_memory_readers import (
    InMemoryEventStreams,
    InMemoryOrderProcesses,
    InMemoryOrders,
    InMemoryProducts,
    InMemoryProductSnapshots,
    InMemorySagas,
    InMemoryTasks,
    InMemoryUsers,
)
from tests.fakes.in_memory_storage import InMemoryStorage


@dataclass(frozen=True, slots=True, kw_only=True)
class StoragePorts:
    """One implementation of each port, over the same data."""

    writes: AtomicWrites
    users: Users
    products: Products
    snapshots: ProductSnapshots
    orders: Orders
    processes: OrderProcesses
    sagas: Sagas
    tasks: Tasks
    streams: EventStreams
    order_documents: OrderDocuments
    product_documents: ProductDocuments
    payment_documents: PaymentDocuments
    task_documents: TaskDocuments
    user_documents: UserDocuments


def http_ports(service: DataService, batches: BatchedCommits | None = None) -> StoragePorts:
    """Return the real adapters over db_postgres_service."""
    mapping = ChangeMapping("contract", SystemClock(), Uuid6Ids())
    return StoragePorts(
        writes=HttpAtomicWrites(service, mapping, batches=batches),
        users=HttpUsers(service),
        products=HttpProducts(service),
        snapshots=HttpProductSnapshots(service),
        orders=HttpOrders(service),
        processes=HttpOrderProcesses(service),
        sagas=HttpSagas(service),
        tasks=HttpTasks(service),
        streams=HttpEventStreams(service),
        order_documents=HttpOrderDocuments(service),
        product_documents=HttpProductDocuments(service),
        payment_documents=HttpPaymentDocuments(service),
        task_documents=HttpTaskDocuments(service),
        user_documents=HttpUserDocuments(service),
    )


def fake_ports() -> StoragePorts:
    """Return the fakes over an empty storage in memory."""
    storage = InMemoryStorage()
    clock = SystemClock()
    return StoragePorts(
        writes=InMemoryAtomicWrites(storage, clock),
        users=InMemoryUsers(storage),
        products=InMemoryProducts(storage),
        snapshots=InMemoryProductSnapshots(storage),
        orders=InMemoryOrders(storage),
        processes=InMemoryOrderProcesses(storage),
        sagas=InMemorySagas(storage, clock),
        tasks=InMemoryTasks(storage, clock),
        streams=InMemoryEventStreams(storage),
        order_documents=InMemoryOrderDocuments(storage),
        product_documents=InMemoryProductDocuments(storage),
        payment_documents=InMemoryPaymentDocuments(storage),
        task_documents=InMemoryTaskDocuments(storage),
        user_documents=InMemoryUserDocuments(storage),
    )
