"""A whole replay: read, plan, send, wait, reconcile."""

import hashlib
from contextlib import AsyncExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from time import monotonic

from quintet_cli.platform_clients import client_of, tls_of
from quintet_cli.platform_state import PlatformState
from quintet_cli.replay.accounting import Accounting
from quintet_cli.replay.api_session import ApiSession, Credentials
from quintet_cli.replay.classification import Bucket
from quintet_cli.replay.reconciliation import BucketSums, ReplayReport, compare
from quintet_cli.replay.replay_plan import build_plan
from quintet_cli.replay.replay_run import Progress, ReplayRun
from quintet_cli.replay.settling import Settling
from quintet_cli.replay.shop_file import read_invoices

_LONGEST_DIGEST = 12


@dataclass(frozen=True, slots=True)
class ReplayOptions:
    """What to replay, and how.

    Attributes:
        file: The shop's file.
        limit: How many invoices at most; None takes all.
        concurrency: Most orders at the same time.
        rate: Most orders in a second; None sends as fast as it goes.
    """

    file: Path
    limit: int | None
    concurrency: int
    rate: float | None


def channel_of(file: Path, limit: int | None) -> str:
    """The sales channel that marks everything of this replay: the same file, the same channel."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:_LONGEST_DIGEST]
    return f"replay_{digest}_{limit or 'all'}"


async def replay(
    options: ReplayOptions, platform: PlatformState, progress: Progress
) -> ReplayReport:
    """Replays a shop's file against a running platform.

    Raises:
        ShopFileError: The file cannot be read.
        ApiRefusedError: The API refuses what no replay should ask for.
        ApiSilentError: The API does not answer for too long.
        NotSettledError: The platform does not finish what was asked of it.
    """
    started = monotonic()
    invoices = read_invoices(options.file, options.limit)
    plan = build_plan(invoices)
    channel = channel_of(options.file, options.limit)
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(
            ApiSession(
                platform.api_url,
                Credentials(platform.admin_email, platform.admin_password),
                connections=options.concurrency,
                tls=tls_of(platform),
            )
        )
        settling = Settling(
            await stack.enter_async_context(client_of(platform, "db_postgres_service")),
            await stack.enter_async_context(client_of(platform, "db_mongo_service")),
            channel,
        )
        run = ReplayRun(
            session,
            channel,
            progress,
            concurrency=options.concurrency,
            orders_per_second=options.rate,
        )
        await run.send_sales(plan)
        progress.start("orders to complete", len(plan.orders))
        await settling.orders_terminal(progress.left)
        await run.send_refunds(plan)
        progress.start("refunds to complete", len(plan.refunds))
        refunded = -run.accounting.pounds[Bucket.REFUNDED]
        ledger = await settling.refunds_completed(refunded, progress.left)
        progress.start("analytics to catch up", 1)
        pounds = run.accounting.pounds
        net = pounds[Bucket.SOLD] + pounds[Bucket.FEE_LINE] - refunded
        analytics = await settling.analytics_pounds(net)
    input_pounds = sum((row.amount for rows in invoices for row in rows), start=Decimal(0))
    comparisons = compare(run.accounting, plan.rows, input_pounds, ledger, analytics)
    seconds = monotonic() - started
    return ReplayReport(
        file=options.file.name,
        channel=channel,
        invoices=plan.invoices,
        input_rows=plan.rows,
        input_pounds=input_pounds,
        buckets=_buckets(run.accounting),
        rejected_reasons=dict(sorted(run.accounting.reasons.items())),
        comparisons=comparisons,
        reconciled=all(comparison.agrees for comparison in comparisons),
        orders=len(run.order_ids),
        seconds=round(seconds, 1),
        orders_per_second=round(len(run.order_ids) / max(run.order_seconds, 0.001), 1),
    )


def _buckets(accounting: Accounting) -> dict[Bucket, BucketSums]:
    return {
        bucket: BucketSums(
            rows=accounting.rows[bucket],
            pieces=accounting.pieces[bucket],
            pounds=accounting.pounds[bucket],
        )
        for bucket in Bucket
    }
