"""PostgreSQL refuses to run as root: find whom it runs as, and where it can."""

import os
import pwd
import stat
from pathlib import Path


def unprivileged_account() -> tuple[int, int] | None:
    """Return `(uid, gid)` to drop to, or None when we are not root.

    Raises:
        KeyError: We are root and the machine knows neither `postgres` nor `nobody`.
    """
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def is_traversable_by_all(folder: Path) -> bool:
    """Tell whether any user may walk down to a folder.

    Args:
        folder: A folder that need not exist yet; missing parts count as fine.
    """
    folder = folder.resolve()
    return all(
        stat.S_IMODE(part.stat().st_mode) & stat.S_IXOTH
        for part in (folder, *folder.parents)
        if part.exists()
    )
