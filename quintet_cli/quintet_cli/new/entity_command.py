"""`quintet new entity`: what users own, served end to end."""

from typing import Annotated

import typer
from scaffolding.generators.entity import entity_request

from quintet_cli.commands.shared_options import JsonOption
from quintet_cli.new.running import DryRunOption, PluralOption, ProjectOption, run_generator


def new_entity(
    name: Annotated[
        str,
        typer.Argument(
            help="Its name in snake_case, in the singular, such as wish.", show_default=False
        ),
    ],
    fields: Annotated[
        list[str],
        typer.Argument(
            help="Its fields as name:type, with ? when one may be missing. Types: text, integer,"
            " decimal, boolean, moment, date, identifier, choice(word,word).",
            show_default=False,
        ),
    ],
    *,
    context: Annotated[
        str, typer.Option("--context", help="Context that it belongs to.", show_default=False)
    ],
    plural: PluralOption = None,
    project: ProjectOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Add an entity: domain, events, use cases, storage, migration, API and tests.

    Users create, read, list, change and remove their own; every change is an event.

    \b
    Examples:
      quintet new entity wish title:text note:text? --context wish_lists
      quintet new entity story body:text 'mood:choice(glad,sad)' --context tales --plural stories
    """  # noqa: D301  \b keeps the examples' line breaks
    run_generator(
        "entity",
        name,
        {"context": context, "fields": " ".join(fields), "plural": plural},
        lambda folder: entity_request(folder, name, fields, context=context, plural=plural),
        project=project,
        dry_run=dry_run,
        json=json,
    )
