"""`quintet env`: addresses and passwords for machines."""

import json
import os
from typing import Annotated, Final

import typer

from quintet_cli.commands.shared_options import DataOption, OffsetOption
from quintet_cli.platform_state import NoPlatformError, load
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.installation import Installation
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.supervision.process_catalogue import PROCESSES

_FOR_PEOPLE: Final = (
    "API_URL",
    "ADMIN_EMAIL",
    "ADMIN_PASSWORD",
    "DB_POSTGRES_SERVICE_URL",
    "DB_MONGO_SERVICE_URL",
    "PAYMENT_GATEWAY_URL",
    "POSTGRES_URL",
    "MONGODB_URL",
    "MONGODB_DATABASE",
    "REDIS_URL",
    "RABBITMQ_URL",
    "RABBITMQ_MANAGEMENT_URL",
)


def env(
    *,
    service: Annotated[
        str | None,
        typer.Argument(help="One process: only what it is given.", show_default=False),
    ] = None,
    data: DataOption = None,
    offset: OffsetOption = None,
) -> None:
    """Print addresses and passwords as JSON; keep the output private.

    \b
    Examples:
      quintet env                  what a person or a script needs
      quintet env worker_service   the variables that one process is given
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data, offset=offset)
    folder = DataFolder(settings.data_root)
    if not folder.secrets_file.exists():
        raise NoPlatformError(f"nothing was ever started in {folder.root}: run `quintet up` first")
    installation = Installation.open(
        folder, os.environ, offset=_offset(settings, offset), tls=_tls(settings)
    )
    if service is None:
        variables = {
            **installation.variables,
            "API_URL": installation.url_of("api_service"),
        }
        chosen = {name: variables[name] for name in _FOR_PEOPLE}
    elif service in installation.ports:
        chosen = installation.variables_of(service)
    else:
        names = ", ".join(each.name for each in PROCESSES)
        raise typer.BadParameter(f"{service} is none of {names}", param_hint="service")
    typer.echo(json.dumps(chosen, indent=2))


def _offset(settings: PlatformSettings, given: int | None) -> int:
    """Prefer the offset of the platform that runs."""
    try:
        state = load(settings.data_root)
    except NoPlatformError:
        return settings.offset
    return state.offset if given is None and state.is_running else settings.offset


def _tls(settings: PlatformSettings) -> bool:
    """Speak as the platform does that runs."""
    try:
        state = load(settings.data_root)
    except NoPlatformError:
        return settings.tls
    return settings.tls or (state.is_running and state.tls_ca_file is not None)
