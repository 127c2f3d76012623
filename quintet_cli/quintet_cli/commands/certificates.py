"""`quintet certificates`: an authority for development, and a certificate for each process."""

import os
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from quintet_cli.certificates.platform_certificates import ensure_certificates
from quintet_cli.commands.shared_options import DataOption
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.platform_settings import PlatformSettings


def certificates(
    *,
    data: DataOption = None,
    host: Annotated[
        list[str] | None,
        typer.Option(
            "--host", help="A further name or address of the processes.", show_default=False
        ),
    ] = None,
    renew: Annotated[
        bool, typer.Option("--renew", help="Make all certificates anew; the authority stays.")
    ] = False,
) -> None:
    """Make a certificate authority and a certificate for each process; keys stay private.

    Running processes take renewed certificates over without a restart.

    \b
    Examples:
      quintet certificates                    what is missing or about to expire
      quintet certificates --renew            all of them
      quintet certificates --host api.local   also valid for this name
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data)
    DataFolder(settings.data_root).ensure()
    authority, files = ensure_certificates(settings.data_root, hosts=tuple(host or ()), renew=renew)
    table = Table("process", "certificate", "valid until", "", box=None, pad_edge=False)
    for each in files:
        until = f"{each.expires_at:%Y-%m-%d}"
        table.add_row(each.name, each.certificate.name, until, "made" if each.is_new else "kept")
    console = Console()
    console.print(table)
    console.print(
        f"\nTrust [bold]{authority.certificate_file}[/bold] "
        f"(valid until {authority.expires_at:%Y-%m-%d}), for example:\n"
        f"  curl --cacert {authority.certificate_file} https://127.0.0.1:8000/health",
        soft_wrap=True,
    )
