"""`quintet new migration`: the next step of the relational schema."""

from typing import Annotated

import typer
from scaffolding.errors import CannotGenerate
from scaffolding.generators.migration import migration_request, migration_slug
from scaffolding.project_folder import ProjectFolder
from scaffolding.request import Request

from quintet_cli.commands.shared_options import DataOption, JsonOption
from quintet_cli.new.proposed_migration import propose_migration
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
    autogenerate: Annotated[
        bool,
        typer.Option(
            "--autogenerate",
            help="Propose what is declared in infrastructure/schema and not in the database of"
            " the running platform.",
        ),
    ] = False,
    data: DataOption = None,
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add the next migration of db_postgres_service, empty and reversible.

    \b
    Examples:
      quintet new migration "add colour to wishes"
      quintet new migration "add colour to wishes" --autogenerate
    """  # noqa: D301  \b keeps the examples' line breaks

    def request(folder: ProjectFolder) -> Request:
        if not autogenerate:
            return migration_request(folder, message)
        proposed = propose_migration(data)
        return migration_request(
            folder, message, upgrade=proposed.upgrade, downgrade=proposed.downgrade
        )

    try:
        name = migration_slug(message)
    except CannotGenerate as error:
        raise CannotGenerateError(str(error)) from error
    run_generator(
        "migration",
        name,
        {"message": message, "autogenerate": autogenerate},
        request,
        project=project,
        dry_run=dry_run,
        json=json,
    )
