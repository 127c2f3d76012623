"""Runs the sandbox: `python -m telegram_sandbox`."""

import asyncio

from service_runtime.serving import ServingOptions, run_process, serve
from service_runtime.settings_errors import load_settings
from service_runtime.termination import wait_for_termination
from telemetry.logs import configure_logging

from telegram_sandbox.composition_root import Sandbox, compose
from telegram_sandbox.settings import Settings

_LATE_SECONDS = 1.0
"""Answers that a fault holds back are not waited for when the sandbox stops."""


async def main() -> None:
    """Serves until it is told to stop."""
    settings = load_settings(Settings)
    configure_logging("telegram_sandbox", settings.log_level, settings.log_format)
    sandbox = compose(settings)
    stop = asyncio.Event()
    ending = asyncio.create_task(_end(sandbox, stop), name="wait for the order to stop")
    await serve(
        sandbox.app,
        host=settings.bind_host,
        port=settings.telegram_sandbox_port,
        health=sandbox.health,
        tls=settings.server_tls(),
        options=ServingOptions(shutdown_seconds=_LATE_SECONDS),
        stop=stop,
    )
    ending.cancel()


async def _end(sandbox: Sandbox, stop: asyncio.Event) -> None:
    await wait_for_termination()
    sandbox.health.start_draining()
    sandbox.let_go()
    stop.set()


if __name__ == "__main__":
    run_process(main)
