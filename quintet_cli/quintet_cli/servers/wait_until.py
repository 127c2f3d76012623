"""Wait for a condition, never for a fixed time."""

import asyncio
import time
from collections.abc import Awaitable, Callable


async def wait_until(
    probe: Callable[[], Awaitable[None]],
    *,
    seconds: float,
    pause_seconds: float = 0.05,
    give_up: Callable[[], str | None] = lambda: None,
) -> None:
    """Call `probe` until it returns without an error.

    Args:
        probe: Raises any exception as long as the condition does not hold.
        seconds: The deadline.
        pause_seconds: The pause between two attempts.
        give_up: Returns a reason when waiting on is pointless (the process died).

    Raises:
        TimeoutError: The deadline passed, or `give_up` had a reason; the message
            names the last error.
    """
    deadline = time.monotonic() + seconds
    last = "it never answered"
    while time.monotonic() < deadline:
        try:
            async with asyncio.timeout(max(0.5, deadline - time.monotonic())):
                await probe()
        except Exception as error:  # noqa: BLE001  any failure of a probe means "not yet"
            last = f"{type(error).__name__}: {error}"
        else:
            return
        reason = give_up()
        if reason is not None:
            raise TimeoutError(reason)
        await asyncio.sleep(pause_seconds)
    raise TimeoutError(f"not ready after {seconds:.0f} s ({last})")
