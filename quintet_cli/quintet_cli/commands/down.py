"""`quintet down`: stop everything."""

import asyncio
import os

import typer

from quintet_cli.commands.shared_options import DataOption
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.supervision.stop_platform import stop_platform


def down(*, data: DataOption = None) -> None:
    """Stop services and servers; the data is kept.

    Also ends what a killed `quintet up` has left behind.

    \b
    Examples:
      quintet down
      quintet down --data /srv/shop
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data)
    outcome = asyncio.run(stop_platform(DataFolder(settings.data_root)))
    for name in outcome.leftovers:
        typer.echo(f"ended {name}, which a killed run had left behind")
    if outcome.was_running:
        typer.echo(f"stopped; the data is kept in {settings.data_root}")
    elif not outcome.leftovers:
        typer.echo("nothing runs")
