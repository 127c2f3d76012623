"""The command `quintet`."""

import sys

import typer

from quintet_cli.command_table import add_commands
from quintet_cli.platform_state import NoPlatformError
from quintet_cli.servers.server_errors import ServerError
from quintet_cli.supervision.platform_errors import PlatformError
from quintet_cli.supervision.platform_settings import WrongSettingError

_EXPECTED_ERRORS = (ServerError, PlatformError, NoPlatformError, WrongSettingError)


def make_app() -> typer.Typer:
    """Build the command line from its table."""
    app = typer.Typer(
        name="quintet",
        help="Run Quintet: five services and four real servers, with one command.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help"]},
    )
    add_commands(app)
    return app


def main() -> None:
    """Run one command; an expected error is one sentence on standard error."""
    try:
        make_app()()
    except _EXPECTED_ERRORS as error:
        sys.stderr.write(f"quintet: {error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
