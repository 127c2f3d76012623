"""`quintet new migration`: the next step of the relational schema."""

from typing import Annotated

import typer
from scaffolding.errors import CannotGenerate
from scaffolding.generators.migration import migration_request, migration_slug

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.new.running import (
    CannotGenerateError,
    DryRunOption,
    ProjectOption,
    run_generator,
)


def new_migration(
    message: Annotated[
        str, typer.Argument(help='What it does: "add colour to wishes".', show_default=False)
    ],
    *,
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add the next migration of db_postgres_service, empty and reversible.

    \b
    Examples:
      quintet new migration "add colour to wishes"
    """  # noqa: D301  \b keeps the examples' line breaks
    try:
        name = migration_slug(message)
    except CannotGenerate as error:
        raise CannotGenerateError(str(error)) from error
    run_generator(
        "migration",
        name,
        {"message": message},
        lambda folder: migration_request(folder, message),
        project=project,
        dry_run=dry_run,
        json=json,
    )
