"""The command `quintet`."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import typer

from quintet_cli.command_table import COMMANDS
from quintet_cli.expected_errors import ExpectedError


def make_app(arguments: Sequence[str]) -> typer.Typer:
    """Build the command line.

    Only the module of the command that is about to run is imported: `quintet status`
    need not wait for the drivers of four servers. Help lists, and imports, all.

    Args:
        arguments: What follows the program's name.
    """
    app = typer.Typer(
        name="quintet",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_describe)
    wanted = [name for name in arguments[:1] if name in COMMANDS]
    for name in wanted or COMMANDS:
        _add(app, name, getattr(import_module(COMMANDS[name]), name))
    return app


def _add(app: typer.Typer, name: str, made: typer.Typer | Callable[[], None]) -> None:
    if isinstance(made, typer.Typer):
        app.add_typer(made, name=name)
    else:
        app.command(name)(made)


def main() -> None:
    """Run one command; an expected error is one sentence on standard error."""
    try:
        make_app(sys.argv[1:])()
    except ExpectedError as error:
        sys.stderr.write(f"quintet: {error}\n")
        sys.exit(error.exit_code)


def _describe() -> None:
    """Run Quintet: five services and four real servers, with one command."""


if __name__ == "__main__":
    main()
