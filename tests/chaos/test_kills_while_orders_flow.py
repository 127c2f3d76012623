"""The first fault test: everything dies once, nothing is lost."""

import os
import random
from pathlib import Path

import pytest
from quintet_cli.replay.replay_plan import build_plan
from quintet_cli.replay.replay_session import ReplayOptions, replay
from quintet_cli.replay.shop_file import read_invoices
from quintet_cli.verification.verification import verify

from tests.chaos.storm import VICTIMS, Storm
from tests.fixtures.shop_file import write_shop_file
from tests.fixtures.watched_platform import watched_platform

pytestmark = [pytest.mark.chaos, pytest.mark.xdist_group("chaos")]

_REAL_SHOP = Path(__file__).parents[3] / "shared/data/online_retail/orders_part1.csv.gz"
_INVOICES = 300
_ORDERS_PER_SECOND = 10.0


def _seed() -> int:
    """CHAOS_SEED repeats a run; without it every run is another one."""
    return int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(1_000_000))


async def test_loses_nothing_when_each_process_and_server_is_killed_once(
    passable_folder: Path,
) -> None:
    """Five services and four servers die while 300 invoices are replayed; all of it adds up."""
    seed = _seed()
    print(f"CHAOS_SEED={seed}", flush=True)  # noqa: T201  a failure must be repeatable
    file = _REAL_SHOP
    if not file.exists():
        file = write_shop_file(passable_folder / "shop.csv.gz", _INVOICES, seed)
    options = ReplayOptions(file, _INVOICES, concurrency=8, rate=_ORDERS_PER_SECOND)
    plan = build_plan(read_invoices(file, _INVOICES))
    refunded = {planned.order_invoice for planned in plan.refunds}
    steps = len(plan.orders) + len(plan.adjustments) + len(refunded)
    async with watched_platform(passable_folder / "data", durable=True) as watched:
        storm = Storm(watched, seed, steps)
        report = await replay(options, watched.state, storm)
        await storm.passed()
        verification = await verify(watched.state, wait_seconds=120)
        storm.start("verified", verification.counts["orders"])
    assert storm.killed.keys() == set(VICTIMS)
    assert [each for each in report.comparisons if not each.agrees] == []
    assert report.reconciled
    assert verification.counts["orders"] == report.orders
    assert {name: found for name, found in verification.invariants.items() if found} == {}
