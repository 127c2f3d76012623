"""Wait until somebody asks the process to stop."""

import asyncio
import signal

__all__ = ["wait_for_termination"]

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def wait_for_termination() -> signal.Signals:
    """Return the first SIGTERM or SIGINT; further ones are ignored while the process drains.

    Call it once, from the main thread's loop; the handlers stay so that an impatient second
    Ctrl-C does not break off the draining.
    """
    loop = asyncio.get_running_loop()
    received: asyncio.Future[signal.Signals] = loop.create_future()

    def note(number: signal.Signals) -> None:
        if not received.done():
            received.set_result(number)

    for number in _SIGNALS:
        loop.add_signal_handler(number, note, number)
    return await received
