"""Measures GET product and POST order: `make bench`.

All contenders run at the same time against the same PostgreSQL; rounds are interleaved, so that a
noisy machine is noisy for all of them. The headline is processor time for each request, summed over
a contender's application processes. Quote ratios of one run.
"""

import argparse
import asyncio
import json
import random
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.catalogue import load_peers, load_quintet, product_ids
from benchmarks.contenders import Contender, running_monolith, running_quintet
from benchmarks.load import LoadResult, Shot, fire
from benchmarks.picture import draw
from benchmarks.processor_time import processor_seconds, resident_megabytes
from benchmarks.servers import running_servers

_HOT_PRODUCTS = 50
_LINES = 3
_COUNTRY = {"country": "GB"}
_JSON = (b"Content-Type", b"application/json")
_PEERS = (
    ("template style (sync SQLModel)", "template_monolith"),
    ("async SQLAlchemy Core", "core_monolith"),
    ("plain asyncpg", "asyncpg_monolith"),
)

type Rounds = dict[str, dict[str, list[tuple[float, LoadResult]]]]


def _shots(ids: list[UUID]) -> dict[str, Callable[[Contender, int], Shot]]:
    shuffled = random.sample(ids, len(ids))

    def get_cold(contender: Contender, number: int) -> Shot:
        path = f"{contender.product_path}{shuffled[number % len(shuffled)]}"
        return Shot("GET", path, headers=contender.headers())

    def get_hot(contender: Contender, number: int) -> Shot:
        path = f"{contender.product_path}{ids[number % _HOT_PRODUCTS]}"
        return Shot("GET", path, headers=contender.headers())

    def post_order(contender: Contender, number: int) -> Shot:
        first = number * _LINES % (_HOT_PRODUCTS * _LINES)
        body = {
            "contact_email": "ada@example.com",
            "shipping_address": _COUNTRY,
            "payment_method": "card_approve",
            "lines": [
                {"product_id": str(ids[(first + step) % len(ids)]), "quantity": 2}
                for step in range(_LINES)
            ],
        }
        key = (b"Idempotency-Key", uuid4().hex.encode())
        headers = (_JSON, key, *contender.headers())
        return Shot("POST", contender.order_path, json.dumps(body).encode(), headers)

    return {
        "GET product, uncached": get_cold,
        "GET product, cached": get_hot,
        "POST order, 3 lines": post_order,
    }


async def _measure(
    contenders: list[Contender], ids: list[UUID], rounds: int, requests: int
) -> Rounds:
    results: Rounds = defaultdict(lambda: defaultdict(list))
    shots = _shots(ids)
    with Progress() as progress:
        bar = progress.add_task("measuring", total=(rounds + 1) * len(shots) * len(contenders))
        for number in range(rounds + 1):
            for operation, shot in shots.items():
                for contender in random.sample(contenders, len(contenders)):
                    before = processor_seconds(contender.pids)
                    base = number * requests

                    def next_shot(
                        step: int, contender: Contender = contender, base: int = base
                    ) -> Shot:
                        return shot(contender, base + step)  # noqa: B023  called before the next loop

                    outcome = await fire(contender.base_url, requests, next_shot)
                    spent = processor_seconds(contender.pids) - before
                    if number > 0:  # the first round warms up
                        results[operation][contender.name].append(
                            (spent / requests * 1_000_000, outcome)
                        )
                    progress.advance(bar)
    return results


def _summary(results: Rounds, baseline: str) -> dict[str, dict[str, dict[str, float]]]:
    summary: dict[str, dict[str, dict[str, float]]] = {}
    for operation, by_name in results.items():
        base = statistics.median(spent for spent, _ in by_name[baseline])
        summary[operation] = {
            name: {
                "cpu_microseconds": round(statistics.median(spent for spent, _ in seen), 1),
                "ratio_to_core": round(statistics.median(s for s, _ in seen) / base, 2),
                "p50_ms": round(statistics.median(r.percentile(0.5) for _, r in seen), 2),
                "p99_ms": round(statistics.median(r.percentile(0.99) for _, r in seen), 2),
                "per_second": round(
                    statistics.median(len(r.latencies_ms) / r.seconds for _, r in seen), 0
                ),
            }
            for name, seen in by_name.items()
        }
    return summary


def _print(summary: dict[str, dict[str, dict[str, float]]]) -> None:
    console = Console()
    for operation, by_name in summary.items():
        table = Table(title=operation, title_justify="left")
        for heading in ("system", "CPU µs/request", "to Core", "p50 ms", "p99 ms", "per second"):
            table.add_column(heading, justify="left" if heading == "system" else "right")
        for name, figures in by_name.items():
            table.add_row(name, *(f"{figure:g}" for figure in figures.values()))
        console.print(table)


async def _run(arguments: argparse.Namespace) -> None:
    ids = product_ids(arguments.products)
    with tempfile.TemporaryDirectory(prefix="quintet_bench_", dir="/var/tmp") as folder:
        async with running_servers(Path(folder)) as servers:
            await load_peers(servers.peers_url, arguments.products)
            await load_quintet(servers.environment["POSTGRES_URL"], arguments.products)
            with ExitStack() as stack:
                contenders = [
                    stack.enter_context(
                        running_monolith(name, module, servers.free_port(), servers.peers_url)
                    )
                    for name, module in _PEERS
                ]
                contenders.append(stack.enter_context(running_quintet(servers)))
                results = await _measure(contenders, ids, arguments.rounds, arguments.requests)
                memory = {one.name: round(resident_megabytes(one.pids)) for one in contenders}
    summary = _summary(results, "async SQLAlchemy Core")
    _print(summary)
    arguments.output.mkdir(parents=True, exist_ok=True)
    report = {"operations": summary, "resident_megabytes": memory, **_conditions(arguments)}
    (arguments.output / "results.json").write_text(json.dumps(report, indent=2) + "\n")
    draw(summary, arguments.output / "results.png")


def _conditions(arguments: argparse.Namespace) -> dict[str, int]:
    return {
        "products": arguments.products,
        "rounds": arguments.rounds,
        "requests_per_round": arguments.requests,
        "connections": 16,
    }


def main() -> None:
    """Reads the options and measures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=100_000, help="size of the catalogue")
    parser.add_argument("--rounds", type=int, default=7, help="counted rounds of each pair")
    parser.add_argument("--requests", type=int, default=2_000, help="requests in a round")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "results")
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
