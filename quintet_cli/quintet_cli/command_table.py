"""Every command of `quintet`: its name, and the module whose function of that name it is."""

from typing import Final

COMMANDS: Final[dict[str, str]] = {
    "up": "quintet_cli.commands.up",
    "down": "quintet_cli.commands.down",
    "status": "quintet_cli.commands.status",
    "logs": "quintet_cli.commands.logs",
    "doctor": "quintet_cli.commands.doctor",
    "certificates": "quintet_cli.commands.certificates",
    "keys": "quintet_cli.commands.keys",
    "env": "quintet_cli.commands.env",
    "call": "quintet_cli.commands.call",
    "seed": "quintet_cli.commands.seed",
    "demo": "quintet_cli.commands.demo",
    "replay": "quintet_cli.commands.replay",
    "verify": "quintet_cli.commands.verify",
    "new": "quintet_cli.commands.new",
    "update": "quintet_cli.commands.update",
    "check": "quintet_cli.commands.check",
    "rules": "quintet_cli.commands.rules",
    "rebuild": "quintet_cli.commands.rebuild",
}
