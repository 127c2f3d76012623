"""Where downloaded server binaries live, shared between checkouts."""

import os
from collections.abc import Mapping
from pathlib import Path

from quintet_cli.servers.unprivileged_account import is_traversable_by_all


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Choose the cache folder.

    Args:
        environment: `QUINTET_CACHE` wins, then `XDG_CACHE_HOME`, then `~/.cache`.

    Returns:
        An absolute path. As root it must be reachable by the user that runs
        PostgreSQL; a home folder is not, /var/cache is.
    """
    chosen = environment.get("QUINTET_CACHE")
    if chosen:
        return Path(chosen).resolve()
    parent = environment.get("XDG_CACHE_HOME")
    folder = (Path(parent) if parent else Path.home() / ".cache").resolve() / "quintet"
    if os.geteuid() == 0 and not is_traversable_by_all(folder):
        return Path("/var/cache/quintet")
    return folder
