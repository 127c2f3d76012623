"""All storage ports of one implementation, so that a suite can run against each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import uuid6
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


class SystemClock:
    """The time."""

    def now(self) -> datetime:
        """Return the moment, UTC."""
        return datetime.now(UTC)


class UuidGenerator:
    """Ids of version 6."""

    def new(self) -> UUID:
        """Return a fresh id."""
        return UUID(int=uuid6.uuid6().int)


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


def http_ports(service: DataService) -> StoragePorts:
    """Return the real adapters over db_postgres_service."""
    return StoragePorts(
        writes=HttpAtomicWrites(service, ChangeMapping("contract", SystemClock(), UuidGenerator())),
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
