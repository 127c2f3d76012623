"""A replay that is killed and run again ends as if nothing had happened."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from quintet_cli.platform_clients import client_of
from quintet_cli.replay.classification import Bucket
from quintet_cli.replay.progress_display import ProgressDisplay
from quintet_cli.replay.reconciliation import ReplayReport
from quintet_cli.replay.replay_plan import build_plan
from quintet_cli.replay.replay_session import ReplayOptions, channel_of, replay
from quintet_cli.replay.shop_file import read_invoices
from quintet_cli.verification.verification import verify
from storage_contracts.reports import Ledger

from tests.fixtures.eventually import eventually
from tests.fixtures.shared_platform import SharedPlatform
from tests.fixtures.shop_file import write_shop_file

pytestmark = [pytest.mark.chaos, pytest.mark.xdist_group("platform")]

_INVOICES = 60
_TIMES = {"seconds", "orders_per_second"}


async def _run_until_killed(platform: SharedPlatform, file: Path, orders: int) -> None:
    """Run the command in a process of its own, and kill -9 it once so many orders are placed."""
    state = platform.watched.state
    command = [sys.executable, "-m", "quintet_cli", "replay", str(file)]
    process = await asyncio.create_subprocess_exec(
        *command,
        *("--data", str(state.data_folder), "--rate", "4", "--concurrency", "4"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    path = f"/ledger?channel={channel_of(file, None)}"
    async with client_of(state, "db_postgres_service") as client:

        async def enough() -> bool | None:
            assert process.returncode is None, "the replay ended before it could be killed"
            answer = await client.request("GET", path)
            ledger = Ledger.model_validate_json(answer.body)
            return sum(ledger.orders.values()) >= orders or None

        try:
            await eventually(enough, f"{orders} orders of the replay", seconds=180)
        finally:
            if process.returncode is None:
                os.kill(process.pid, signal.SIGKILL)
            await process.wait()
    assert process.returncode == -signal.SIGKILL


async def _run(platform: SharedPlatform, file: Path) -> ReplayReport:
    options = ReplayOptions(file, None, concurrency=8, rate=None)
    with ProgressDisplay() as progress:
        return await replay(options, platform.watched.state, progress)


async def test_reports_the_same_after_a_kill_and_doubles_nothing(
    shared_platform: SharedPlatform,
) -> None:
    """Killed in the middle of its orders and run again, twice: the file's sums, each time."""
    file = write_shop_file(shared_platform.folder / "killed.csv.gz", _INVOICES, seed=3)
    plan = build_plan(read_invoices(file))
    await _run_until_killed(shared_platform, file, orders=len(plan.orders) // 2)

    second = await _run(shared_platform, file)
    third = await _run(shared_platform, file)

    assert second.reconciled
    assert second.orders == len(plan.orders)
    assert second.input_rows == plan.rows == sum(each.rows for each in second.buckets.values())
    assert second.buckets[Bucket.REJECTED].rows == len(
        [bucket for _, bucket, _ in plan.settled if bucket is Bucket.REJECTED]
    )
    assert third.model_dump(exclude=_TIMES) == second.model_dump(exclude=_TIMES)
    verification = await verify(shared_platform.watched.state, wait_seconds=60)
    assert verification.passed, verification.invariants
