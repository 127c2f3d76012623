"""`quintet new event`: something further that happens to an entity."""

from typing import Annotated

import typer
from scaffolding.generators.event import event_request

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.new.running import DryRunOption, ProjectOption, run_generator


def new_event(
    name: Annotated[
        str, typer.Argument(help="Entity and what happened: wish.granted.", show_default=False)
    ],
    fields: Annotated[
        list[str] | None,
        typer.Argument(help="What it says besides: note:text?", show_default=False),
    ] = None,
    *,
    command: Annotated[
        str | None,
        typer.Option(
            help="Use case that records it, with a route: grant_wish.", show_default=False
        ),
    ] = None,
    by: Annotated[str, typer.Option(help="The service that writes it.")] = "api_service",
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add an event of a present entity: domain, published form, catalogue, who writes it, tests.

    \b
    Examples:
      quintet new event refund_request.postponed until:date
      quintet new event wish.granted note:text? --command grant_wish
    """  # noqa: D301  \b keeps the examples' line breaks
    typed = fields or []
    run_generator(
        "event",
        name,
        {"name": name, "fields": [*typed], "command": command, "by": by},
        lambda folder: event_request(folder, name, typed, command=command, by=by),
        project=project,
        dry_run=dry_run,
        json=json,
    )
