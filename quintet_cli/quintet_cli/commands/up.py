"""`quintet up`: start everything and watch over it."""

import asyncio
import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from quintet_cli.commands.shared_options import DataOption, OffsetOption
from quintet_cli.display.up_display import make_display
from quintet_cli.supervision.detached_start import start_detached
from quintet_cli.supervision.foreground_run import run_in_foreground
from quintet_cli.supervision.platform_settings import PlatformSettings


def up(
    *,
    data: DataOption = None,
    offset: OffsetOption = None,
    detach: Annotated[
        bool, typer.Option("--detach", help="Return once everything is ready; `down` stops it.")
    ] = False,
    docker: Annotated[
        bool, typer.Option("--docker", help="Run the four servers in a Docker engine.")
    ] = False,
    tls: Annotated[
        bool, typer.Option("--tls", help="Speak https, with certificates of an own authority.")
    ] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help="Leave the catalogue as it is: no sample shop.")
    ] = False,
) -> None:
    """Start servers and services, watch over them, restart what dies.

    The first start installs what is missing and, in development, fills an empty catalogue with a
    sample shop. Ctrl-C stops everything and keeps the data.
    A server that runs already is used when POSTGRES_URL, MONGODB_URL, REDIS_URL or
    RABBITMQ_URL names it.

    \b
    Examples:
      quintet up                    in the foreground, with a live table
      quintet up --detach           in the background
      quintet up --offset 100       a second checkout beside the first one
      quintet up --tls              every process over https; see `quintet certificates`
      quintet up --data /srv/shop   another data folder
      quintet up --empty            without the sample shop
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(
        os.environ, data=data, offset=offset, docker=docker, tls=tls, empty=empty
    )
    console = Console()
    with make_display(console) as display:
        if detach:
            exit_code = asyncio.run(start_detached(settings, display))
        else:
            exit_code = asyncio.run(run_in_foreground(settings, display))
    sys.exit(exit_code)
