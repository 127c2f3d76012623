"""The ports that read ready representations, in memory: short JSON, enough to recognise a row."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from business_hexagon.application.ports.documents import (
    Document,
    DocumentPage,
    FilterOperator,
    PageRequest,
)
from business_hexagon.application.queries.tasks.list_tasks import BY_DUE_TIME
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.tasks.task import Task

from tests.fakes.in_memory_storage import InMemoryStorage

type Fields = dict[str, str | int | bool | None]


class InMemoryProductDocuments:
    """Implements `ProductDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.get`."""
        product = self._storage.one(Product, product_id)
        return None if product is None else Document(_json(_product(product)), product.version)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `ProductDocuments.page`."""
        return page_of(map(_product, self._storage.all_of(Product)), request)

    async def stock(self, product_id: UUID) -> Document | None:
        """See `ProductDocuments.stock`."""
        stock = self._storage.stock.get(product_id)
        if stock is None:
            return None
        fields: Fields = {
            "product_id": str(product_id),
            "free": stock.free,
            "reserved": stock.reserved,
            "sold": stock.sold,
        }
        return Document(_json(fields), stock.version)


class InMemoryOrderDocuments:
    """Implements `OrderDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, order_id: UUID) -> Document | None:
        """See `OrderDocuments.get`."""
        order = self._storage.one(Order, order_id)
        return (
            None if order is None else Document(_json(_order(order)), order.version, order.user_id)
        )

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `OrderDocuments.page`."""
        return page_of(map(_order, self._storage.all_of(Order)), request)

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """See `OrderDocuments.page_of`."""
        return await self.page(request.only("user_id", str(user_id)))


class InMemoryRefundRequestDocuments:
    """Implements `RefundRequestDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `RefundRequestDocuments.page`."""
        return page_of(map(_refund_request, self._storage.all_of(RefundRequest)), request)


class InMemoryPaymentDocuments:
    """Implements `PaymentDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def page_of(self, order_id: UUID, request: PageRequest) -> DocumentPage:
        """See `PaymentDocuments.page_of`."""
        narrowed = request.only("order_id", str(order_id))
        return page_of(map(_payment, self._storage.all_of(Payment)), narrowed)


class InMemoryTaskDocuments:
    """Implements `TaskDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, task_id: UUID) -> Document | None:
        """See `TaskDocuments.get`."""
        task = self._storage.one(Task, task_id)
        return None if task is None else Document(_json(_task(task)), task.version, task.created_by)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `TaskDocuments.page`."""
        return page_of(map(_task, self._storage.all_of(Task)), request)


class InMemoryUserDocuments:
    """Implements `UserDocuments`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, user_id: UUID) -> Document | None:
        """See `UserDocuments.get`."""
        user = self._storage.one(User, user_id)
        return None if user is None else Document(_json(_user(user)), user.version, user.id)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `UserDocuments.page`."""
        return page_of(map(_user, self._storage.all_of(User)), request)


class CannedAnalyticsDocuments:
    """Implements `AnalyticsDocuments`: each report tells its name and what was asked."""

    async def revenue(
        self, start: datetime, end: datetime, country: str | None, currency: str | None
    ) -> Document:
        """See `AnalyticsDocuments.revenue`."""
        return _report("revenue", start, end, country=country, currency=currency)

    async def top_products(self, start: datetime, end: datetime, limit: int) -> Document:
        """See `AnalyticsDocuments.top_products`."""
        return _report("top_products", start, end, limit=limit)

    async def order_funnel(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.order_funnel`."""
        return _report("order_funnel", start, end)

    async def cohorts(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.cohorts`."""
        return _report("cohorts", start, end)

    async def saga_durations(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.saga_durations`."""
        return _report("saga_durations", start, end)

    async def error_rates(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.error_rates`."""
        return _report("error_rates", start, end)

    async def live_counters(self) -> Document:
        """See `AnalyticsDocuments.live_counters`."""
        return Document(_json({"report": "live_counters"}))

    async def user_behaviour(self, user_key: str) -> Document:
        """See `AnalyticsDocuments.user_behaviour`."""
        return Document(_json({"report": "user_behaviour", "user_key": user_key}))


def _report(name: str, start: datetime, end: datetime, **asked: str | int | None) -> Document:
    fields: Fields = {"report": name, "start": start.isoformat(), "end": end.isoformat()}
    return Document(_json(fields | asked))


_COMPARISONS: dict[FilterOperator, Callable[[str, str], bool]] = {
    FilterOperator.EQ: lambda found, wanted: found == wanted,
    FilterOperator.NE: lambda found, wanted: found != wanted,
    FilterOperator.LT: lambda found, wanted: found < wanted,
    FilterOperator.LTE: lambda found, wanted: found <= wanted,
    FilterOperator.GT: lambda found, wanted: found > wanted,
    FilterOperator.GTE: lambda found, wanted: found >= wanted,
    FilterOperator.IN: lambda found, wanted: found in wanted.split(","),
    FilterOperator.CONTAINS: lambda found, wanted: wanted.lower() in found.lower(),
    FilterOperator.IS_NULL: lambda found, wanted: (found == "None") == (wanted == "true"),
}


def page_of(rows: Iterable[Fields], request: PageRequest) -> DocumentPage:
    """Filter and cut; the cursor is the offset, the order that of writing, or of due times."""
    kept = [
        row
        for row in rows
        if all(
            _COMPARISONS[one.operator](_compared(row.get(one.field)), one.value)
            for one in request.filters
        )
    ]
    if request.sort == BY_DUE_TIME:
        kept.sort(key=lambda row: str(row["due_at"] or "9999"))
    offset = int(request.cursor or 0)
    end = offset + request.limit
    next_cursor = str(end) if end < len(kept) else None
    page = {"items": kept[offset:end], "next_cursor": next_cursor}
    return DocumentPage(json.dumps(page).encode())


def _compared(value: str | int | None) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(fields: Fields) -> bytes:
    return json.dumps(fields).encode()


def _product(product: Product) -> Fields:
    return {
        "id": str(product.id),
        "sku": product.sku.value,
        "name": product.name,
        "unit_price": str(product.unit_price.amount),
        "currency": product.unit_price.currency,
        "is_active": product.is_active,
        "version": product.version,
    }


def _order(order: Order) -> Fields:
    return {
        "id": str(order.id),
        "user_id": None if order.user_id is None else str(order.user_id),
        "status": order.status,
        "total": str(order.total.amount),
        "version": order.version,
    }


def _refund_request(request: RefundRequest) -> Fields:
    return {
        "id": str(request.id),
        "order_id": str(request.order_id),
        "user_id": str(request.user_id),
        "reason": request.reason,
        "status": request.status,
        "decline_reason": request.decline_reason,
        "decided_by": None if request.decided_by is None else str(request.decided_by),
        "version": request.version,
    }


def _payment(payment: Payment) -> Fields:
    return {
        "id": str(payment.id),
        "order_id": str(payment.order_id),
        "status": payment.status,
        "amount": str(payment.amount.amount),
        "version": payment.version,
    }


def _task(task: Task) -> Fields:
    return {
        "id": str(task.id),
        "title": task.title,
        "status": task.status,
        "created_by": str(task.created_by),
        "assignee_id": None if task.assignee_id is None else str(task.assignee_id),
        "due_at": None if task.due_at is None else task.due_at.isoformat(),
        "version": task.version,
    }


def _user(user: User) -> Fields:
    return {
        "id": str(user.id),
        "email": None if user.email is None else user.email.value,
        "name": user.name,
        "role": user.role,
        "is_active": user.is_active,
        "version": user.version,
    }
