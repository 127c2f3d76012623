"""`quintet keys`: the keys that sign tokens."""

import asyncio
import os
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from quintet_cli.commands.shared_options import DataOption
from quintet_cli.key_rotation import record_rotation
from quintet_cli.platform_state import NoPlatformError, load
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.key_files import KeyFiles
from quintet_cli.supervision.platform_settings import PlatformSettings


class KeysAction(StrEnum):
    """What to do with the keys."""

    ROTATE = "rotate"


def keys(
    *,
    action: Annotated[KeysAction, typer.Argument(help="rotate: sign with new keys from now on.")],
    data: DataOption = None,
) -> None:
    """Rotate the keys of access tokens and of every service, while everything runs.

    New public keys are published first, then processes sign with the new keys; each process takes
    them over by itself within seconds. Tokens signed before stay valid until they expire; keys
    that none of them can need any more are dropped at the next rotation.

    \b
    Examples:
      quintet keys rotate
      quintet keys rotate --data /srv/shop
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data)
    folder = DataFolder(settings.data_root)
    if not folder.secrets_file.exists():
        raise NoPlatformError(f"nothing was ever started in {folder.root}: run `quintet up` first")
    key_files = KeyFiles(folder.keys)
    if action is KeysAction.ROTATE:
        made = key_files.rotate()
    table = Table("signs", "new key", box=None, pad_edge=False)
    for key_id in made:
        owner = key_id.partition(":")[0]
        table.add_row("access tokens" if owner == "access" else owner, key_id)
    console = Console()
    console.print(table)
    console.print(_recorded(settings, key_files, made), soft_wrap=True)


def _recorded(settings: PlatformSettings, key_files: KeyFiles, made: list[str]) -> str:
    try:
        platform = load(settings.data_root)
    except NoPlatformError:
        return "nothing runs: the new keys are used from the next start on"
    if not platform.is_running:
        return "nothing runs: the new keys are used from the next start on"
    asyncio.run(record_rotation(platform, key_files, made))
    return "recorded in the audit; tokens signed before stay valid until they expire"
