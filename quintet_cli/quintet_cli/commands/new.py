"""`quintet new`: a further project, service, context, entity, event, consumer, saga, migration."""

from importlib import import_module
from typing import Final

import typer

_KINDS: Final[tuple[str, ...]] = (
    # quintet_cli.new.<kind>_command has a function `new_<kind>`.
    "project",
    "service",
    "context",
    "entity",
    "migration",
    "consumer",
    "event",
    "saga",
)
_HELP: Final = """Generate a project or something in it: all layers, tests, wiring, documents.

\b
Examples:
  quintet new project bookshop
  quintet new service partner_api_service --kind api
  quintet new context wish_lists
  quintet new entity wish title:text note:text? --context wish_lists
  quintet new entity --help
"""


def _group() -> typer.Typer:
    group = typer.Typer(help=_HELP, no_args_is_help=True, rich_markup_mode=None)
    for kind in _KINDS:
        module = import_module(f"quintet_cli.new.{kind}_command")
        group.command(kind)(getattr(module, f"new_{kind}"))
    return group


new: Final = _group()
