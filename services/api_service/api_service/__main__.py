"""Runs the API: `python -m api_service`."""

from service_runtime.serving import run_process, serve
from service_runtime.settings_errors import load_settings

from api_service.composition_root import build_container, compose, start_logging
from api_service.settings import ApiSettings


async def main() -> None:
    """Serves until it is told to stop."""
    settings = load_settings(ApiSettings)
    container = build_container(settings)
    await start_logging(settings, container)
    app, health = compose(settings, container)
    await serve(
        app,
        host=settings.bind_host,
        port=settings.api_service_port,
        health=health,
        tls=settings.server_tls(),
    )


if __name__ == "__main__":
    run_process(main)
