"""`quintet replay`: a real shop's invoices through the public API."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from quintet_cli.commands.shared_options import DataOption, JsonOption
from quintet_cli.expected_errors import ExpectedError
from quintet_cli.platform_state import load
from quintet_cli.replay.api_session import ApiRefusedError, ApiSilentError
from quintet_cli.replay.progress_display import ProgressDisplay
from quintet_cli.replay.reconciliation import ReplayReport
from quintet_cli.replay.replay_session import ReplayOptions
from quintet_cli.replay.replay_session import replay as run_replay
from quintet_cli.replay.settling import NotSettledError
from quintet_cli.replay.shop_file import ShopFileError
from quintet_cli.supervision.platform_settings import PlatformSettings


class ReplayError(ExpectedError):
    """The replay could not be done; run it again, it doubles nothing."""


def replay(
    file: Annotated[Path, typer.Argument(help="A shop's invoices as CSV, gzipped or not.")],
    *,
    limit: Annotated[int | None, typer.Option(min=1, help="How many invoices at most.")] = None,
    report: Annotated[Path | None, typer.Option(help="Where to write the report as JSON.")] = None,
    concurrency: Annotated[
        int, typer.Option(min=1, max=256, help="Most orders at the same time.")
    ] = 8,
    rate: Annotated[
        float | None, typer.Option(min=0.1, help="Most orders in a second.", show_default=False)
    ] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Send a shop's invoices through the API and account for every row.

    Stop it when you like and run it again: nothing is doubled, and the report is the same. Exits
    with 1 when a figure does not agree.

    \b
    Examples:
      quintet replay orders.csv.gz --limit 2000
      quintet replay orders.csv.gz --report report.json --concurrency 32
    """  # noqa: D301  \b keeps the examples' line breaks
    platform = load(PlatformSettings.choose(os.environ, data=data).data_root)
    options = ReplayOptions(file, limit, concurrency, rate)
    try:
        with ProgressDisplay() as progress:
            outcome = asyncio.run(run_replay(options, platform, progress))
    except (ShopFileError, ApiRefusedError, ApiSilentError, NotSettledError) as error:
        raise ReplayError(str(error)) from error
    if report is not None:
        report.write_text(outcome.model_dump_json(indent=2) + "\n")
    if json:
        typer.echo(outcome.model_dump_json(indent=2))
    else:
        _print(outcome)
    sys.exit(0 if outcome.reconciled else 1)


def _print(outcome: ReplayReport) -> None:
    console = Console()
    buckets = Table(title=f"{outcome.invoices} invoices, {outcome.input_rows} rows")
    for heading in ("bucket", "rows", "pieces", "pounds"):
        buckets.add_column(heading, justify="left" if heading == "bucket" else "right")
    for bucket, sums in outcome.buckets.items():
        buckets.add_row(bucket, str(sums.rows), str(sums.pieces), f"{sums.pounds}")
    buckets.add_row("input", str(outcome.input_rows), "", f"{outcome.input_pounds}")
    console.print(buckets)
    for reason, count in outcome.rejected_reasons.items():
        console.print(f"rejected, {reason}: {count}")
    figures = Table(title="Do the databases agree?")
    for heading in ("figure", "shop", "databases", ""):
        figures.add_column(heading, justify="right" if heading in {"shop", "databases"} else "left")
    for comparison in outcome.comparisons:
        verdict = "[green]yes[/green]" if comparison.agrees else "[bold red]NO[/bold red]"
        found = f"{comparison.found}"
        figures.add_row(comparison.what, f"{comparison.expected}", found, verdict)
    console.print(figures)
    console.print(
        f"{outcome.orders} orders at {outcome.orders_per_second} a second, "
        f"{outcome.seconds} s in all"
    )
