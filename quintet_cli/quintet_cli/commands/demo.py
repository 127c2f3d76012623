"""`quintet demo`: one order and its story."""

import asyncio
import os
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from quintet_cli.commands.shared_options import DataOption, JsonOption
from quintet_cli.demo.demo_session import DemoReport, Times
from quintet_cli.demo.demo_session import demo as run_demo
from quintet_cli.demo.order_watch import OrderNotFinishedError
from quintet_cli.expected_errors import ExpectedError
from quintet_cli.platform_state import PlatformState, load
from quintet_cli.replay.api_session import ApiRefusedError, ApiSilentError
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.verification.verification_errors import SourceSilentError


class DemoError(ExpectedError):
    """The demo could not be given."""


class _Bar:
    """A bar on standard error while there are many orders."""

    def __init__(self, bars: Progress, orders: int) -> None:
        self._bars = bars
        self._task = bars.add_task("orders", total=orders, visible=orders > 1)

    def advance(self) -> None:
        self._bars.advance(self._task)


def demo(
    *,
    orders: Annotated[
        int, typer.Option(min=1, max=100_000, help="How many orders, one after the other.")
    ] = 1,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Place an order and tell its story, step by step, through all processes.

    With more orders it tells how long they took, and the story of the last. Exits with 1 when that
    order is not completed.

    \b
    Examples:
      quintet demo
      quintet demo --orders 100
      quintet demo --json
    """  # noqa: D301  \b keeps the examples' line breaks
    platform = load(PlatformSettings.choose(os.environ, data=data).data_root)
    try:
        report = asyncio.run(_run(platform, orders))
    except (ApiRefusedError, ApiSilentError, OrderNotFinishedError, SourceSilentError) as error:
        raise DemoError(f"{error}; see `quintet status`") from error
    if json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        _print(report)
    sys.exit(0 if report.status == "completed" else 1)


async def _run(platform: PlatformState, orders: int) -> DemoReport:
    console = Console(file=sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        return await run_demo(platform, orders, _Bar(bars, orders))


def _print(report: DemoReport) -> None:
    console = Console()
    title = f"order {report.order_id}: {report.status}"
    if console.is_terminal:
        table = Table(title=title, box=None, header_style="bold")
        table.add_column("ms", justify="right", style="cyan")
        table.add_column("process", style="green", overflow="fold")
        table.add_column("event", style="yellow", no_wrap=True)
        table.add_column("what happened")
        for step in report.steps:
            processes = " → ".join(step.processes)
            table.add_row(f"{step.milliseconds:.1f}", processes, step.event or "", step.what)
        console.print(table)
    else:
        typer.echo(title)
        for step in report.steps:
            processes = " > ".join(step.processes)
            told = f"{step.event}: {step.what}" if step.event else step.what
            typer.echo(f"{step.milliseconds:9.1f} ms  {processes:<62} {told}")
    typer.echo(_times("answered", report.answered))
    typer.echo(_times("completed", report.completed) + _orders(report.orders))


def _times(what: str, found: Times) -> str:
    return f"{what} after {found.p50} ms (p50), {found.p95} ms (p95), {found.longest} ms (longest)"


def _orders(count: int) -> str:
    return f" in {count} order{'s' if count > 1 else ''}"
