"""Waits until the platform has done all that a replay asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from decimal import Decimal
from time import monotonic
from urllib.parse import quote

from http_transport import HttpClient, TransportError
from storage_contracts.analytics.revenue import RevenueReport
from storage_contracts.reports import Ledger

_LOOK_AGAIN_SECONDS = 0.5
_LEAST_PAUSE_PER_LOOK = 10
"""A look adds up a large table: its pauses are so many times its own time, or it slows the work."""
_OK = 200


class NotSettledError(Exception):
    """The platform did not finish in time; `quintet status` and `quintet verify` tell more."""


class Settling:
    """Reads what the databases hold for a channel, through the data services.

    Args:
        relational: A client of db_postgres_service.
        documents: A client of db_mongo_service.
        channel: The sales channel of the replay.
        patience_seconds: How long to wait without any progress.
    """

    def __init__(
        self,
        relational: HttpClient,
        documents: HttpClient,
        channel: str,
        *,
        patience_seconds: float = 300.0,
    ) -> None:
        self._relational = relational
        self._documents = documents
        self._channel = channel
        self._patience = patience_seconds

    async def ledger(self) -> Ledger:
        """The ledger of the channel, waiting for a data service that restarts."""
        path = f"/ledger?channel={quote(self._channel, safe='')}"
        return Ledger.model_validate_json(await self._read(self._relational, path))

    async def orders_terminal(self, tell: Callable[[int], None]) -> Ledger:
        """Waits until every order of the channel is completed or cancelled.

        Args:
            tell: Called with the number of orders that are still open.

        Raises:
            NotSettledError: Nothing moved for too long.
        """

        def open_orders(ledger: Ledger) -> int:
            terminal = ("completed", "cancelled")
            return sum(n for status, n in ledger.orders.items() if status not in terminal)

        return await self._until_zero(self.ledger, open_orders, tell)

    async def refunds_completed(self, expected: Decimal, tell: Callable[[int], None]) -> Ledger:
        """Waits until the refunds that were asked for are paid back.

        Raises:
            NotSettledError: Nothing moved for too long.
        """

        def missing(ledger: Ledger) -> int:
            return int(max(expected - ledger.refunded_amount, Decimal(0)) * 10_000)

        return await self._until_zero(self.ledger, missing, tell)

    async def analytics_pounds(self, expected: Decimal) -> Decimal:
        """Revenue less refunds in MongoDB, once it has caught up or stopped moving."""

        def missing(found: Decimal) -> int:
            return int(abs(expected - found) * 10_000)

        try:
            return await self._until_zero(self._revenue, missing, lambda _: None)
        except NotSettledError:
            return await self._revenue()

    async def _revenue(self) -> Decimal:
        path = f"/analytics/revenue?currency=GBP&channel={quote(self._channel, safe='')}"
        report = RevenueReport.model_validate_json(await self._read(self._documents, path))
        return sum((total.net for total in report.totals), start=Decimal(0))

    async def _until_zero[Seen](
        self,
        look: Callable[[], Awaitable[Seen]],
        missing: Callable[[Seen], int],
        tell: Callable[[int], None],
    ) -> Seen:
        best: int | None = None
        moved_at = monotonic()
        while True:
            looked_at = monotonic()
            seen = await look()
            took = monotonic() - looked_at
            left = missing(seen)
            tell(left)
            if left == 0:
                return seen
            if best is None or left < best:
                best, moved_at = left, monotonic()
            if monotonic() - moved_at > self._patience:
                raise NotSettledError(f"Nothing moved for {self._patience:.0f} s.")
            await asyncio.sleep(max(_LOOK_AGAIN_SECONDS, _LEAST_PAUSE_PER_LOOK * took))

    async def _read(self, client: HttpClient, path: str) -> bytes:
        give_up_at = monotonic() + self._patience
        while True:
            try:
                answer = await client.request("GET", path, timeout=60.0)
            except TransportError:
                answer = None
            if answer is not None and answer.status == _OK:
                return answer.body
            if monotonic() > give_up_at:
                raise NotSettledError(f"GET {path} got no usable answer: {answer!r}")
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
