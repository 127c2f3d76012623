"""`quintet doctor`: look at the machine and say how to mend it."""

import dataclasses
import json as json_format
import os
import sys
from typing import Final

import typer
from rich.console import Console
from rich.text import Text

from quintet_cli.commands.shared_options import DataOption, JsonOption, OffsetOption
from quintet_cli.supervision.machine_checks import CHECKS, Severity
from quintet_cli.supervision.platform_settings import PlatformSettings

_STYLES: Final = {Severity.OK: "green", Severity.WARNING: "yellow", Severity.PROBLEM: "bold red"}


def doctor(
    *, data: DataOption = None, offset: OffsetOption = None, json: JsonOption = False
) -> None:
    """Check the machine and say how to mend each finding.

    Looks at Python, uv, disk, memory, clock, ports, binaries and services.
    Exits with 1 when there is a problem.

    \b
    Examples:
      quintet doctor
      quintet doctor --json
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data, offset=offset)
    findings = [check(settings, os.environ) for check in CHECKS]
    if json:
        typer.echo(json_format.dumps([dataclasses.asdict(each) for each in findings], indent=2))
    else:
        console = Console(soft_wrap=True, highlight=False)
        for each in findings:
            line = Text(f"{each.severity:<8}", style=_STYLES[each.severity])
            line.append(f"{each.check:<12} ", style="default")
            line.append(each.text, style="default")
            console.print(line)
            if each.mend:
                console.print(f"{'':21}{each.mend}")
    sys.exit(1 if any(each.severity is Severity.PROBLEM for each in findings) else 0)
