"""`quintet new saga`: a process of several steps that is finished or undone."""

from typing import Annotated

import typer
from scaffolding.generators.saga import saga_request

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.new.running import DryRunOption, PluralOption, ProjectOption, run_generator


def new_saga(
    name: Annotated[
        str,
        typer.Argument(help="Its name in snake_case, such as gift_delivery.", show_default=False),
    ],
    *,
    steps: Annotated[
        str,
        typer.Option(
            "--steps", help="Its steps in their order, with commas between.", show_default=False
        ),
    ],
    plural: PluralOption = None,
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add a saga: a plan, steps with compensations, a route that starts it, and its tests.

    The steps rehearse until you fill them: started with `POST /api/v1/<its plural>`, watched with
    `GET /api/v1/processes/{id}`, it completes, or goes back from the step that you name.

    \b
    Examples:
      quintet new saga gift_delivery --steps reserve_gift,charge_giver,send_gift
    """  # noqa: D301  \b keeps the examples' line breaks
    names = [each.strip() for each in steps.split(",") if each.strip()]
    run_generator(
        "saga",
        name,
        {"steps": ",".join(names), "plural": plural},
        lambda folder: saga_request(folder, name, steps=names, plural=plural),
        project=project,
        dry_run=dry_run,
        json=json,
    )
