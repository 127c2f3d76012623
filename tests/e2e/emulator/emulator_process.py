"""The emulator as a process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from tests.e2e.emulator.emulator_installation import NODE, node_environment
from tests.fixtures.free_ports import free_port

_PROGRAM: Final = Path(__file__).parent / "start_emulator.js"
_START_SECONDS: Final = 120.0
_STOP_SECONDS: Final = 5.0


@asynccontextmanager
async def emulator_process(modules: Path) -> AsyncIterator[str]:
    """An emulator until the block ends; yields its URL once it listens.

    It ends by itself, too, when this process is gone: that holds the other end of its input.

    Args:
        modules: Where npm installed it.
    """
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *(str(NODE), str(_PROGRAM), str(port)),
        env=node_environment(modules),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_START_SECONDS):
            assert await process.stdout.readline() == b"ready\n", "the emulator did not start"
        yield f"http://127.0.0.1:{port}"
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.communicate(), _STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.communicate()
