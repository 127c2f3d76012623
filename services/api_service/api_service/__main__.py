"""Runs the API: `python -m api_service`."""

from service_runtime.serving import run_process, serve

from api_service.composition_root import compose
from api_service.settings import ApiSettings


async def main() -> None:
    """Serves until it is told to stop."""
    settings = ApiSettings()
    app, health = compose(settings)
    await serve(app, host=settings.bind_host, port=settings.api_service_port, health=health)


if __name__ == "__main__":
    run_process(main)
