"""Every command of `quintet` and the function that it is."""

import typer

from quintet_cli.commands.doctor import doctor
from quintet_cli.commands.down import down
from quintet_cli.commands.env import env
from quintet_cli.commands.logs import logs
from quintet_cli.commands.status import status
from quintet_cli.commands.up import up


def add_commands(app: typer.Typer) -> None:
    """Add all commands, in the order in which `--help` lists them."""
    app.command("up")(up)
    app.command("down")(down)
    app.command("status")(status)
    app.command("logs")(logs)
    app.command("doctor")(doctor)
    app.command("env")(env)
