"""`quintet rebuild`: rows from event streams, compared with the stored ones."""

import asyncio
import os
import sys

import typer
from rich.console import Console
from rich.table import Table

from quintet_cli.commands.shared_options import DataOption, JsonOption
from quintet_cli.expected_errors import ExpectedError
from quintet_cli.platform_clients import client_of
from quintet_cli.platform_state import PlatformState, load
from quintet_cli.rebuilding.progress_display import ProgressDisplay
from quintet_cli.rebuilding.rebuilding import rebuild as run_rebuild
from quintet_cli.rebuilding.report import RebuildReport
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.verification.verification_errors import SourceSilentError

_SHOWN = 50


class RebuildError(ExpectedError):
    """Nothing can be said, because the data service does not answer."""


def rebuild(*, data: DataOption = None, json: JsonOption = False) -> None:
    """Rebuild all rows from their events and compare them with the stored ones.

    Changes nothing. Run it while nothing is under way: a row that changes between the two reads
    looks like a difference. Not compared is what events never tell, such as the hashes of secrets;
    the report names these columns. Exits with 1 when a row differs, and names it.

    \b
    Examples:
      quintet rebuild
      quintet rebuild --json
    """  # noqa: D301  \b keeps the examples' line breaks
    platform = load(PlatformSettings.choose(os.environ, data=data).data_root)
    try:
        report = asyncio.run(_run(platform))
    except SourceSilentError as error:
        raise RebuildError(f"{error}; see `quintet status`") from error
    if json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        _print(report)
    sys.exit(0 if report.passed else 1)


async def _run(platform: PlatformState) -> RebuildReport:
    with ProgressDisplay() as progress:
        async with client_of(platform, "db_postgres_service") as client:
            return await run_rebuild(client, progress)


def _print(report: RebuildReport) -> None:
    console = Console()
    table = Table()
    for heading in ("rows of", "compared", "events", "different", "kept beside the stream"):
        table.add_column(heading, justify="left" if " " in heading else "right")
    for kind, found in report.kinds.items():
        rows = {each.row for each in found.differences}
        # The data service folds stock by itself and does not tell how many events there were.
        events = "" if kind == "stock" else str(found.events)
        verdict = f"[red]{len(rows)}[/red]" if rows else "[green]none[/green]"
        table.add_row(kind, str(found.rows), events, verdict, ", ".join(found.beside))
    console.print(table)
    differences = [each for found in report.kinds.values() for each in found.differences]
    for each in differences[:_SHOWN]:
        console.print(
            f"{each.row} {each.field}: stored {each.stored}, rebuilt {each.rebuilt}", markup=False
        )
    if len(differences) > _SHOWN:
        console.print(f"and {len(differences) - _SHOWN} more; see --json")
    console.print(f"{report.seconds} s")
