"""`quintet new service`: a further process of the platform."""

from enum import StrEnum
from typing import Annotated

import typer
from scaffolding.generators.service import next_steps, service_request

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.new.running import DryRunOption, ProjectOption, run_generator


class ServiceKind(StrEnum):
    """What a service is for."""

    API = "api"
    BOT = "bot"
    WORKER = "worker"
    DATA = "data"


def new_service(
    name: Annotated[
        str,
        typer.Argument(help="Its name, such as partner_api_service.", show_default=False),
    ],
    *,
    kind: Annotated[
        ServiceKind, typer.Option("--kind", help="What it is for.", show_default=False)
    ],
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add a service: a process of its own with settings, policies, image, compose entry and tests.

    \b
    Examples:
      quintet new service partner_api_service --kind api
      quintet new service archive_data_service --kind data
    """  # noqa: D301  \b keeps the examples' line breaks
    run_generator(
        f"service_{kind}",
        name,
        {"kind": kind.value},
        lambda folder: service_request(folder, name, kind),
        project=project,
        dry_run=dry_run,
        json=json,
    )
    if not json and not dry_run:
        for step in next_steps(name, kind):
            typer.echo(f"  next: {step}")
