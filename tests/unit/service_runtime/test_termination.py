"""Signals end the waiting, once."""

import asyncio
import os
import signal

import pytest
from service_runtime import wait_for_termination


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_returns_the_signal_that_came(number: signal.Signals) -> None:
    """SIGTERM and SIGINT alike; a second one does no harm."""
    waiting = asyncio.create_task(wait_for_termination())
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    try:
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        async with asyncio.timeout(5):
            assert await waiting == number
    finally:
        for used in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(used)
        signal.signal(signal.SIGINT, signal.default_int_handler)
