"""`quintet logs`: what the processes wrote."""

import contextlib
import os
import sys
import time
from typing import Annotated

import typer

from quintet_cli.commands.shared_options import DataOption
from quintet_cli.platform_state import NoPlatformError
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.log_reader import LogReader
from quintet_cli.supervision.platform_settings import PlatformSettings

_POLL_SECONDS = 0.2


def logs(
    *,
    service: Annotated[
        str | None,
        typer.Argument(help="One process or server; all when omitted.", show_default=False),
    ] = None,
    data: DataOption = None,
    lines: Annotated[int, typer.Option("--lines", min=0, help="Last lines of each log.")] = 40,
    follow: Annotated[bool, typer.Option("--follow", help="Go on printing until Ctrl-C.")] = False,
) -> None:
    """Print the last lines of the logs.

    \b
    Examples:
      quintet logs                          all processes
      quintet logs worker_service --follow
      quintet logs postgres --lines 200
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data)
    folder = DataFolder(settings.data_root).logs
    names = sorted(path.stem for path in folder.glob("*.log")) if folder.exists() else []
    if service is not None and service not in names:
        known = ", ".join(names) or "none yet"
        raise NoPlatformError(f"there is no log of {service} in {folder} (there are: {known})")
    readers = [LogReader(folder / f"{name}.log") for name in ([service] if service else names)]
    width = max((len(reader.name) for reader in readers), default=0)
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        _print(
            [(reader.name, reader.last(lines)) for reader in readers], width, single=bool(service)
        )
        while follow:
            time.sleep(_POLL_SECONDS)
            _print(
                [(reader.name, reader.news()) for reader in readers], width, single=bool(service)
            )


def _print(parts: list[tuple[str, list[str]]], width: int, *, single: bool) -> None:
    for name, texts in parts:
        for text in texts:
            sys.stdout.write(f"{text}\n" if single else f"{name:<{width}} | {text}\n")
    sys.stdout.flush()
