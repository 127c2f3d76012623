"""Sends a plan: the catalogue first, then orders and stock counts, then refunds."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from time import monotonic
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from quintet_cli.replay import shop_requests
from quintet_cli.replay.accounting import Accounting
from quintet_cli.replay.api_session import ApiRefusedError, ApiSession
from quintet_cli.replay.classification import Bucket, LineKind
from quintet_cli.replay.replay_plan import (
    PlannedOrder,
    PlannedProduct,
    PlannedRefund,
    ReplayPlan,
)
from quintet_cli.replay.shop_file import ShopRow

_PRODUCTS_AT_ONCE = 8


class Progress(Protocol):
    """Shows how far a stage is."""

    def start(self, stage: str, total: int) -> None:
        """A stage begins."""
        ...

    def advance(self) -> None:
        """One more item of the stage is done."""
        ...

    def left(self, count: int) -> None:
        """So many items of a stage that counts down are left."""
        ...


class _Created(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str


class _Found(BaseModel):
    model_config = ConfigDict(extra="ignore")

    items: list[_Created]


class ReplayRun:
    """One run of a plan; running the same plan again repeats the same requests, to no effect.

    Args:
        session: The API, signed in as staff.
        channel: Sales channel that marks everything of this replay.
        progress: Told of every step.
        concurrency: Most orders at the same time.
        orders_per_second: Speed limit for orders, None for none.
    """

    def __init__(
        self,
        session: ApiSession,
        channel: str,
        progress: Progress,
        *,
        concurrency: int,
        orders_per_second: float | None = None,
    ) -> None:
        self._session = session
        self._channel = channel
        self._progress = progress
        self._concurrency = concurrency
        self._seconds_per_order = 1 / orders_per_second if orders_per_second else 0.0
        self.accounting = Accounting()
        self.product_ids: dict[str, str] = {}
        self.order_ids: dict[str, str] = {}
        self.order_seconds = 0.0

    async def send_sales(self, plan: ReplayPlan) -> None:
        """Sends catalogue, orders and stock counts, and books all rows but cancellations."""
        for row, bucket, reason in plan.settled:
            self.accounting.book(row, bucket, reason)
        await self._each("catalogue", plan.products, self._create_product, _PRODUCTS_AT_ONCE)
        started = monotonic()
        await self._each("orders", plan.orders, self._place_order, self._concurrency)
        self.order_seconds = monotonic() - started
        await self._each("stock counts", plan.adjustments, self._adjust_stock, self._concurrency)

    async def send_refunds(self, plan: ReplayPlan) -> None:
        """Sends the refunds, once their orders are completed, and books the cancelled rows."""
        by_order: defaultdict[str, list[PlannedRefund]] = defaultdict(list)
        for planned in plan.refunds:
            by_order[planned.order_invoice].append(planned)
        rows = {row.number: row for planned in plan.refunds for row in planned.rows}
        refused: dict[int, str] = {}

        async def refund_order(group: list[PlannedRefund]) -> None:
            for planned in group:  # refunds of one order in turn: they change the same row
                reason = await self._refund(planned)
                if reason is not None:
                    refused.update(dict.fromkeys((row.number for row in planned.rows), reason))

        groups = list(by_order.values())
        await self._each("refunds", groups, refund_order, self._concurrency)
        for number, row in rows.items():
            if number in refused:
                self.accounting.book(row, Bucket.REJECTED, refused[number])
            else:
                self.accounting.book(row, Bucket.REFUNDED)

    async def _create_product(self, product: PlannedProduct) -> None:
        request = shop_requests.create_product(self._channel, product)
        try:
            body = await self._session.post(request.path, request.body, request.key)
            self.product_ids[product.sku] = _Created.model_validate_json(body).id
        except ApiRefusedError as error:
            if error.code != "sku_taken":
                raise
            await self._take_over(product)

    async def _take_over(self, product: PlannedProduct) -> None:
        """Uses a product that an earlier replay made, with the pieces that this one needs."""
        found = await self._session.get(shop_requests.find_product_path(product.sku))
        product_id = _Found.model_validate_json(found).items[0].id
        self.product_ids[product.sku] = product_id
        if product.opening_stock:
            request = shop_requests.top_up(self._channel, product_id, product)
            await self._session.post(request.path, request.body, request.key)

    async def _place_order(self, order: PlannedOrder) -> None:
        started = monotonic()
        request = shop_requests.place_order(self._channel, order, self.product_ids)
        try:
            body = await self._session.post(request.path, request.body, request.key)
        except ApiRefusedError as error:
            for entry in order.lines:
                self.accounting.book(entry.row, Bucket.REJECTED, error.code)
            return
        self.order_ids[order.invoice] = _Created.model_validate_json(body).id
        for entry in order.lines:
            is_product = entry.kind is LineKind.PRODUCT
            self.accounting.book(entry.row, Bucket.SOLD if is_product else Bucket.FEE_LINE)
        rest = self._seconds_per_order * self._concurrency - (monotonic() - started)
        if rest > 0:
            await asyncio.sleep(rest)

    async def _adjust_stock(self, row: ShopRow) -> None:
        product_id = self.product_ids[row.stock_code]
        request = shop_requests.adjust_stock(self._channel, row, product_id)
        try:
            await self._session.post(request.path, request.body, request.key)
        except ApiRefusedError as error:
            self.accounting.book(row, Bucket.REJECTED, error.code)
            return
        self.accounting.book(row, Bucket.ADJUSTED)

    async def _refund(self, planned: PlannedRefund) -> str | None:
        order_id = self.order_ids.get(planned.order_invoice)
        if order_id is None:
            return "order_was_rejected"
        request = shop_requests.refund(self._channel, planned, order_id)
        try:
            await self._session.post(request.path, request.body, request.key)
        except ApiRefusedError as error:
            return error.code
        return None

    async def _each[Item](
        self,
        stage: str,
        items: Iterable[Item],
        work: Callable[[Item], Awaitable[None]],
        at_once: int,
    ) -> None:
        """Works on all items in their order, some at the same time."""
        waiting = list(items)
        self._progress.start(stage, len(waiting))
        queue = iter(waiting)

        async def one_worker() -> None:
            for item in queue:
                await work(item)
                self._progress.advance()

        try:
            async with asyncio.TaskGroup() as workers:
                for _ in range(min(at_once, len(waiting))):
                    workers.create_task(one_worker())
        except ExceptionGroup as group:
            raise group.exceptions[0] from group  # the first failure ended all the others
