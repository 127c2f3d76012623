"""All checks together, again and again until they pass or patience ends."""

import asyncio
from contextlib import AsyncExitStack
from time import monotonic

from http_transport import HttpClient, TransportError
from pydantic import BaseModel
from storage_contracts.reports import Violation

from quintet_cli.platform_clients import client_of
from quintet_cli.platform_state import PlatformState
from quintet_cli.verification.analytics_copies import check_copies
from quintet_cli.verification.broker_queues import check_queues
from quintet_cli.verification.gateway_ledger import check_gateway
from quintet_cli.verification.relational import check_rows
from quintet_cli.verification.verification_errors import SourceSilentError

INVARIANTS: dict[str, str] = {
    "L": "every acknowledged order exists and ends terminal",
    "C": "at most one charge for each order, refunds match",
    "S": "opening + adjusted = free + reserved + sold, never negative",
    "P": "each committed outbox row reached its queues",
    "E": "each (consumer, event) effect applied exactly once",
    "A": "stream versions contiguous, an event for each transition",
    "D": "outbox empty, nothing unacknowledged, no saga stuck, no dead letter left",
}
_LOOK_AGAIN_SECONDS = 1.0


class VerificationReport(BaseModel):
    """The outcome of a verification; empty lists are passes.

    `counts` tells what was looked at, so that a pass over nothing can be seen.
    """

    passed: bool
    invariants: dict[str, list[Violation]]
    counts: dict[str, int]
    seconds: float


async def verify(platform: PlatformState, wait_seconds: float) -> VerificationReport:
    """Checks the invariants of a running platform.

    Args:
        platform: What to check.
        wait_seconds: How long to look again while something is violated: work under way heals.

    Raises:
        SourceSilentError: Something that holds state does not answer.
    """
    started = monotonic()
    async with AsyncExitStack() as stack:
        clients = {
            name: await stack.enter_async_context(client_of(platform, name))
            for name in ("db_postgres_service", "db_mongo_service", "payment_gateway_sandbox")
        }
        while True:
            report = await _look(clients, platform.rabbitmq_management_url, started)
            if report.passed or monotonic() - started > wait_seconds:
                return report
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)


async def _look(
    clients: dict[str, HttpClient], management_url: str, started: float
) -> VerificationReport:
    relational = clients["db_postgres_service"]
    try:
        rows = await check_rows(relational)
        found = {letter: list(rows.invariants.get(letter, [])) for letter in INVARIANTS}
        found["C"] += await check_gateway(relational, clients["payment_gateway_sandbox"])
        found["E"] += await check_copies(relational, clients["db_mongo_service"])
        found["D"] += await check_queues(management_url)
    except TransportError as error:
        raise SourceSilentError(str(error)) from error
    return VerificationReport(
        passed=not any(found.values()),
        invariants=found,
        counts=rows.counts,
        seconds=round(monotonic() - started, 2),
    )
