"""`quintet verify`: was anything lost or doubled?"""

import asyncio
import os
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from quintet_cli.commands.shared_options import DataOption, JsonOption
from quintet_cli.expected_errors import ExpectedError
from quintet_cli.platform_state import load
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.verification.verification import INVARIANTS, VerificationReport
from quintet_cli.verification.verification import verify as run_verification
from quintet_cli.verification.verification_errors import SourceSilentError

_SHOWN = 20


class VerifyError(ExpectedError):
    """Nothing can be said, because something does not answer."""


def verify(
    *,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds to look again while work is under way.")
    ] = 30.0,
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Check the seven invariants: L C S P E A D.

    Exits with 1 when one is violated, and names the rows.

    \b
    Examples:
      quintet verify
      quintet verify --wait 120
      quintet verify --json
    """  # noqa: D301  \b keeps the examples' line breaks
    platform = load(PlatformSettings.choose(os.environ, data=data).data_root)
    try:
        report = asyncio.run(run_verification(platform, wait))
    except SourceSilentError as error:
        raise VerifyError(f"{error}; see `quintet status`") from error
    if json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        _print(report)
    sys.exit(0 if report.passed else 1)


def _print(report: VerificationReport) -> None:
    console = Console()
    table = Table()
    for heading in ("", "invariant", "violations"):
        table.add_column(heading)
    for letter, meaning in INVARIANTS.items():
        count = len(report.invariants[letter])
        table.add_row(
            letter, meaning, "[green]none[/green]" if count == 0 else f"[red]{count}[/red]"
        )
    console.print(table)
    for letter, violations in report.invariants.items():
        for violation in violations[:_SHOWN]:
            console.print(f"{letter} {violation.check} {violation.row}: {violation.detail}")
        if len(violations) > _SHOWN:
            console.print(f"{letter} and {len(violations) - _SHOWN} more; see --json")
    looked_at = ", ".join(f"{count} {name}" for name, count in report.counts.items() if count)
    console.print(f"looked at {looked_at or 'nothing'} in {report.seconds} s")
