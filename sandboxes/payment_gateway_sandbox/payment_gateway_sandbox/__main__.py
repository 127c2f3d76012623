"""Runs the sandbox: `python -m payment_gateway_sandbox`."""

from service_runtime.serving import ServingOptions, run_process, serve
from service_runtime.settings_errors import load_settings
from telemetry.logs import configure_logging

from payment_gateway_sandbox.composition_root import compose
from payment_gateway_sandbox.settings import Settings

_STALLED_SECONDS = 1.0
"""Answers that a test card holds back are not waited for when the sandbox stops."""


async def main() -> None:
    """Serves until it is told to stop."""
    settings = load_settings(Settings)
    configure_logging("payment_gateway_sandbox", settings.log_level, settings.log_format)
    app, health = compose(settings)
    await serve(
        app,
        host=settings.bind_host,
        port=settings.payment_gateway_sandbox_port,
        health=health,
        tls=settings.server_tls(),
        options=ServingOptions(shutdown_seconds=_STALLED_SECONDS),
    )


if __name__ == "__main__":
    run_process(main)
