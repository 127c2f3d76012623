"""`quintet keys`: the keys that sign tokens."""

import os
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from quintet_cli.commands.shared_options import DataOption
from quintet_cli.key_rotation import RotationRecords
from quintet_cli.platform_state import NoPlatformError, load
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.key_files import KeyFiles
from quintet_cli.supervision.platform_settings import PlatformSettings


class KeysAction(StrEnum):
    """What to do with the keys."""

    ROTATE = "rotate"
    PRUNE = "prune"


def keys(
    *,
    action: Annotated[
        KeysAction, typer.Argument(help="rotate: sign with new keys; prune: drop old ones.")
    ],
    data: DataOption = None,
) -> None:
    """Rotate the keys of access tokens and of every service, while everything runs.

    New public keys are published first, then processes sign with the new keys; each process takes
    them over by itself within seconds. Tokens signed before stay valid until they expire; keys
    that none of them can need any more are dropped by the next rotation, or by `prune`. After a
    theft rotate, wait a quarter of an hour and prune: until then the stolen key still verifies.

    \b
    Examples:
      quintet keys rotate
      quintet keys prune
      quintet keys rotate --data /srv/shop
    """  # noqa: D301  \b keeps the examples' line breaks
    settings = PlatformSettings.choose(os.environ, data=data)
    folder = DataFolder(settings.data_root)
    if not folder.secrets_file.exists():
        raise NoPlatformError(f"nothing was ever started in {folder.root}: run `quintet up` first")
    key_files = KeyFiles(folder.keys)
    console = Console()
    records = _records(settings, key_files)
    announce = None if records is None else records.begun
    if action is KeysAction.PRUNE:
        dropped = key_files.prune(announce=announce)
        console.print(_table("dropped key", dropped) if dropped else "every key is still needed")
        if not dropped:
            return
        signing = [key_files.signing_key]
    else:
        signing, dropped = key_files.rotate(announce=announce), []
        console.print(_table("new key", signing))
    if records is None:
        console.print("nothing runs: the new keys are used from the next start on")
        return
    records.done(signing, dropped)
    console.print(
        "recorded in the audit; tokens signed before stay valid until they expire", soft_wrap=True
    )


def _table(heading: str, key_ids: list[str]) -> Table:
    table = Table("signs", heading, box=None, pad_edge=False)
    for key_id in key_ids:
        owner = key_id.partition(":")[0]
        table.add_row("access tokens" if owner == "access" else owner, key_id)
    return table


def _records(settings: PlatformSettings, key_files: KeyFiles) -> RotationRecords | None:
    """The audit; None while nothing runs that could keep it."""
    try:
        platform = load(settings.data_root)
    except NoPlatformError:
        return None
    return RotationRecords(platform, key_files) if platform.is_running else None
