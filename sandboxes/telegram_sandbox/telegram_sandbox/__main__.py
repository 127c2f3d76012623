"""Runs the sandbox: `python -m telegram_sandbox`."""

from service_runtime.serving import ServingOptions, run_process, serve
from service_runtime.settings_errors import load_settings
from telemetry.logs import configure_logging

from telegram_sandbox.composition_root import compose
from telegram_sandbox.settings import Settings

_WAITING_SECONDS = 1.0
"""Long polls and open pages wait for news for ever; they are cut off when the sandbox stops."""


async def main() -> None:
    """Serves until it is told to stop."""
    settings = load_settings(Settings)
    configure_logging("telegram_sandbox", settings.log_level, settings.log_format)
    app, health = compose(settings)
    await serve(
        app,
        host=settings.bind_host,
        port=settings.telegram_sandbox_port,
        health=health,
        tls=settings.server_tls(),
        options=ServingOptions(shutdown_seconds=_WAITING_SECONDS),
    )


if __name__ == "__main__":
    run_process(main)
