"""`quintet status`: what runs, and how it is."""

import json
import os
import sys

import typer
from rich.console import Console

from quintet_cli.commands.shared_options import DataOption, JsonOption
from quintet_cli.display.process_table import process_table
from quintet_cli.platform_state import PlatformState, load
from quintet_cli.supervision.platform_settings import PlatformSettings


def status(*, data: DataOption = None, json: JsonOption = False) -> None:
    """Show processes, health, ports, restarts and uptime.

    Exits with 0 when everything is ready, with 1 when not.

    \b
    Examples:
      quintet status
      quintet status --json
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data)
    state = load(settings.data_root)
    if json:
        typer.echo(status_json(state))
    elif state.is_running:
        Console().print(process_table(state.processes))
    else:
        typer.echo("not running: start it with `quintet up`")
    sys.exit(0 if state.is_ready else 1)


def status_json(state: PlatformState) -> str:
    """Return the state for machines, without passwords."""
    runs = state.is_running
    return json.dumps(
        {
            "running": runs,
            "ready": state.is_ready,
            "supervisor_pid": state.supervisor_pid if runs else None,
            "started_at": state.started_at.isoformat() if runs else None,
            "data_folder": str(state.data_folder),
            "offset": state.offset,
            "service_urls": state.service_urls,
            "processes": [
                each.model_dump(mode="json")
                | ({} if runs else {"pid": None, "phase": "stopped", "detail": ""})
                for each in state.processes
            ],
        },
        indent=2,
    )
