"""`quintet new consumer`: somebody who listens to an event."""

from typing import Annotated

import typer
from scaffolding.generators.consumer import consumer_request

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.new.running import DryRunOption, ProjectOption, run_generator


def new_consumer(
    name: Annotated[
        str, typer.Argument(help="What it does: greet_the_granted.", show_default=False)
    ],
    *,
    on: Annotated[str, typer.Option(help="Type of the event: wish.granted.", show_default=False)],
    service: Annotated[str, typer.Option(help="The worker that it runs in.")] = "worker_service",
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add a consumer: queue, inbox, a handler that acts once, and its tests.

    \b
    Examples:
      quintet new consumer greet_the_granted --on wish.granted
      quintet new consumer write_bill --on order.completed --service billing_worker_service
    """  # noqa: D301  \b keeps the examples' line breaks
    run_generator(
        "consumer",
        f"{service.removesuffix('_service')}_{name}",
        {"name": name, "on": on, "service": service},
        lambda folder: consumer_request(folder, name, event=on, service=service),
        project=project,
        dry_run=dry_run,
        json=json,
    )
