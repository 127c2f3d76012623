"""The one folder in which an installation keeps everything."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from quintet_cli.servers.unprivileged_account import is_traversable_by_all, unprivileged_account


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths inside a data folder; each property names one thing kept there.

    Attributes:
        root: The folder itself, absolute.
    """

    root: Path

    def ensure(self) -> None:
        """Create the folder and its parts; strangers may pass through, not look."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o711)
        for part in (self.logs, self.records):
            part.mkdir(exist_ok=True)
            part.chmod(0o700)

    @property
    def logs(self) -> Path:
        """One log file per process."""
        return self.root / "logs"

    @property
    def records(self) -> Path:
        """One record (pid and start time) per running process."""
        return self.root / "processes"

    @property
    def secrets_file(self) -> Path:
        """The generated passwords, readable by the owner only."""
        return self.root / "secrets.json"

    @property
    def keys(self) -> Path:
        """The signing keys, readable by the owner only."""
        return self.root / "keys"

    @property
    def ports_file(self) -> Path:
        """The ports chosen at the first start."""
        return self.root / "ports.json"

    def log_of(self, name: str) -> Path:
        """The log file of one process."""
        return self.logs / f"{name}.log"

    def record_of(self, name: str) -> Path:
        """The record file of one process."""
        return self.records / f"{name}.json"

    def postgres_home(self) -> Path:
        """Where PostgreSQL keeps its data.

        Returns:
            A part of this folder, or, when PostgreSQL must run as another user who
            cannot reach it (a checkout under /root), a folder of our own in /var/tmp.
        """
        inside = self.root / "postgres"
        if unprivileged_account() is None or is_traversable_by_all(self.root):
            return inside
        return self.outside_home / "postgres"

    @property
    def outside_home(self) -> Path:
        """The fallback for what another user must reach; one per data folder."""
        digest = hashlib.sha256(str(self.root).encode()).hexdigest()[:12]
        # Ours alone: mode 0711, and `private_folder` refuses one that a stranger made.
        return Path("/var/tmp", f"quintet_{digest}")  # noqa: S108  see above  # nosec B108


def private_folder(path: Path, account: tuple[int, int] | None = None) -> Path:
    """Make a folder that only its owner can enter.

    Args:
        path: The folder; its parent is made passable when missing.
        account: The `(uid, gid)` that shall own it, or None for us.

    Returns:
        The same path.

    Raises:
        PermissionError: Somebody else made its parent, in a folder that all may write to.
    """
    if not path.parent.exists():
        path.parent.mkdir(mode=0o711, parents=True)
        path.parent.chmod(0o711)
    open_to_all = path.parent.parent.stat().st_mode & stat.S_IWOTH
    if open_to_all and path.parent.stat().st_uid != os.geteuid():
        raise PermissionError(
            f"{path.parent} belongs to another user: remove it, or set QUINTET_DATA"
        )
    path.mkdir(exist_ok=True, mode=0o700)
    if account is not None:
        os.chown(path, *account)
    path.chmod(0o700)
    return path
