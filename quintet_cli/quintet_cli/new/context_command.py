"""`quintet new context`: a part of the business with a language of its own."""

from typing import Annotated

import typer
from scaffolding.generators.context import context_request

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.new.running import DryRunOption, ProjectOption, run_generator


def new_context(
    name: Annotated[
        str,
        typer.Argument(help="Its name in snake_case, such as wish_lists.", show_default=False),
    ],
    *,
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add a context to the hexagon: a part of the business that entities can be added to.

    \b
    Examples:
      quintet new context wish_lists
    """  # noqa: D301  \b keeps the examples' line breaks
    run_generator(
        "context",
        name,
        {},
        lambda folder: context_request(folder, name),
        project=project,
        dry_run=dry_run,
        json=json,
    )
