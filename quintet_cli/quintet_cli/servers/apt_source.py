"""Server binaries from Debian's or Ubuntu's own packages."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from quintet_cli.servers.exclusive_lock import locked
from quintet_cli.servers.run_command import run_command
from quintet_cli.servers.server_errors import CommandFailedError, ServerUnavailableError


async def install_packages(packages: Sequence[str], cache: Path) -> None:
    """Install packages with apt, refreshing its lists when they are stale or absent.

    Args:
        packages: Package names.
        cache: A folder for the lock that keeps two checkouts from running apt at once.

    Raises:
        ServerUnavailableError: We are not root, there is no apt, or apt failed.
    """
    advice = f"install it with `sudo apt-get install {' '.join(packages)}`"
    apt = shutil.which("apt-get")
    if apt is None:
        raise ServerUnavailableError(
            f"{' and '.join(packages)} must be installed with your system's package manager, "
            "or name running servers by POSTGRES_URL, MONGODB_URL, REDIS_URL and RABBITMQ_URL"
        )
    if os.geteuid() != 0:
        raise ServerUnavailableError(f"{packages[0]} is not installed: {advice}")
    cache.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240  one local call before minutes of apt
    # RUNLEVEL=1 keeps the packages from starting servers of their own on public ports.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    options = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    install = [apt, "install", *options, *packages]
    async with locked(cache / "apt.lock"):
        try:
            await run_command(install, environment=environment)
        except CommandFailedError:
            try:
                await run_command([apt, "update", "-q"], environment=environment)
                await run_command(install, environment=environment)
            except CommandFailedError as error:
                raise ServerUnavailableError(
                    f"apt could not install {' '.join(packages)}; {advice} ({error})"
                ) from error
