"""A file lock that the kernel drops when its holder dies."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

_PAUSE_SECONDS: Final = 0.1


def try_lock(path: Path) -> int | None:
    """Take the lock if it is free.

    Args:
        path: The lock file, made when missing.

    Returns:
        A descriptor that holds the lock until it is closed, or None when it is taken.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Hold the lock for a while, waiting for it first."""
    while (descriptor := try_lock(path)) is None:  # noqa: ASYNC110  another process sets no event
        await asyncio.sleep(_PAUSE_SECONDS)
    try:
        yield
    finally:
        os.close(descriptor)
