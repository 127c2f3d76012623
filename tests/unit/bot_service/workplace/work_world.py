"""Everything that work in the chat needs, over the shop in memory."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from aiogram import Bot
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.colleagues import Colleagues
from business_hexagon.application.ports.dead_letter_audit import DeadLetterAudit
from business_hexagon.application.ports.dead_letters import DeadLetter, DeadLetters
from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest
from business_hexagon.application.ports.refund_request_documents import RefundRequestDocuments
from business_hexagon.application.ports.refund_requests import RefundRequests
from business_hexagon.application.ports.task_documents import TaskDocuments
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.tasks.task import Task
from dishka import Scope, provide
from storage_clients.mapping.refund_request_mapping import refund_request_write
from storage_clients.mapping.task_mapping import task_write
from storage_contracts.analytics.live_counters import LiveCountersReport
from storage_contracts.analytics.order_funnel import OrderFunnelReport
from storage_contracts.analytics.revenue import RevenueReport
from storage_contracts.analytics.top_products import TopProductsReport
from storage_contracts.wire_model import WireModel

from tests.fakes.in_memory_dead_letters import InMemoryDeadLetters, RecordingAudit
from tests.fakes.in_memory_documents import (
    CannedAnalyticsDocuments,
    InMemoryRefundRequestDocuments,
    InMemoryTaskDocuments,
    page_of,
)
from tests.fakes.in_memory_readers import InMemoryColleagues, InMemoryRefundRequests
from tests.fakes.in_memory_storage import InMemoryStorage
from tests.unit.bot_service.journey.chat_world import WorldInMemory
from tests.unit.bot_service.workplace.work_phone import WorkPhone


class WholeTaskDocuments(InMemoryTaskDocuments):
    """Tasks as the data service renders them."""

    def __init__(self, storage: InMemoryStorage, clock: Clock) -> None:
        super().__init__(storage)
        self._tasks = storage
        self._clock = clock

    async def get(self, task_id: UUID) -> Document | None:
        """See `TaskDocuments.get`."""
        task = self._tasks.one(Task, task_id)
        if task is None:
            return None
        content = task_write(task, self._clock.now()).row.model_dump_json().encode()
        return Document(content, task.version, task.created_by)

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `TaskDocuments.page`."""
        rows = (
            task_write(task, self._clock.now()).row.model_dump(mode="json")
            for task in self._tasks.all_of(Task)
        )
        return page_of(rows, request)


class WholeRefundRequestDocuments(InMemoryRefundRequestDocuments):
    """Refund requests as the data service renders them."""

    def __init__(self, storage: InMemoryStorage, clock: Clock) -> None:
        super().__init__(storage)
        self._requests = storage
        self._clock = clock

    async def page(self, request: PageRequest) -> DocumentPage:
        """See `RefundRequestDocuments.page`."""
        rows = (
            refund_request_write(one, self._clock.now()).row.model_dump(mode="json")
            for one in self._requests.all_of(RefundRequest)
        )
        return page_of(rows, request)


class ExampleReports(CannedAnalyticsDocuments):
    """The examples of the documentation.

    Attributes:
        is_empty: Whether the shop is new: nothing was sold.
        asked: From when to when, of each report of some days.
    """

    def __init__(self) -> None:
        self.is_empty = False
        self.asked: list[tuple[datetime, datetime]] = []

    async def revenue(
        self, start: datetime, end: datetime, country: str | None, currency: str | None
    ) -> Document:
        """See `AnalyticsDocuments.revenue`."""
        del country, currency
        self.asked.append((start, end))
        return self._report(RevenueReport, rows=[], totals=[])

    async def top_products(self, start: datetime, end: datetime, limit: int) -> Document:
        """See `AnalyticsDocuments.top_products`."""
        del start, end, limit
        return self._report(TopProductsReport, items=[])

    async def order_funnel(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.order_funnel`."""
        del start, end
        return self._report(OrderFunnelReport)

    async def live_counters(self) -> Document:
        """See `AnalyticsDocuments.live_counters`."""
        return self._report(LiveCountersReport)

    def _report(self, model: type[WireModel], **empty: list[object]) -> Document:
        extra = model.model_config["json_schema_extra"]
        assert isinstance(extra, Mapping)
        examples = extra["examples"]
        assert isinstance(examples, list)
        report = model.model_validate(examples[0])
        if self.is_empty:
            report = report.model_copy(update=empty)
        return Document(report.model_dump_json().encode())


class WorkWorld(WorldInMemory):
    """Provides the ports of tasks, files and staff as well.

    Attributes:
        work_phone: What the person sees.
        reports: The figures.
        letters: The dead letters.
    """

    scope = Scope.APP

    def __init__(self) -> None:
        super().__init__()
        self.work_phone = WorkPhone()
        self.phone = self.work_phone
        self.bot = Bot("42:TOKEN", session=self.phone)
        self.reports = ExampleReports()
        self.letters = InMemoryDeadLetters({"worker_refunds": [], "worker_order_saga": []})
        self.audit_trail = RecordingAudit()

    def bury(self, *letters: DeadLetter) -> None:
        """These were given up."""
        for letter in letters:
            self.letters._letters[letter.consumer].append(letter)

    @provide
    def task_documents(self) -> TaskDocuments:
        """Tasks, ready to show."""
        return WholeTaskDocuments(self.shop.storage, self.shop.clock)

    @provide
    def refund_request_documents(self) -> RefundRequestDocuments:
        """Refund requests, ready to show."""
        return WholeRefundRequestDocuments(self.shop.storage, self.shop.clock)

    @provide
    def loaded_refund_requests(self) -> RefundRequests:
        """Refund requests."""
        return InMemoryRefundRequests(self.shop.storage)

    @provide
    def colleagues(self) -> Colleagues:
        """Who works here."""
        return InMemoryColleagues(self.shop.storage)

    @provide
    def analytics(self) -> AnalyticsDocuments:
        """The figures."""
        return self.reports

    @provide
    def dead_letters(self) -> DeadLetters:
        """What was given up."""
        return self.letters

    @provide
    def audit(self) -> DeadLetterAudit:
        """Who looked."""
        return self.audit_trail
