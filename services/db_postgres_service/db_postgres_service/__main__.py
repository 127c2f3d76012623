"""`python -m db_postgres_service` serves; `python -m db_postgres_service migrate` migrates."""

import asyncio
import sys

from service_runtime import run_process
from service_runtime.settings_errors import load_settings

from db_postgres_service.composition_root import run_service
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.settings import Settings

_WRONG_USE = 2


def main(arguments: list[str]) -> int:
    """Run what the arguments name; returns the exit code."""
    if arguments not in ([], ["migrate"]):
        sys.stderr.write("usage: python -m db_postgres_service [migrate]\n")
        return _WRONG_USE
    settings = load_settings(Settings)
    if arguments:
        asyncio.run(run_migrations(settings.postgres_url.get_secret_value()))
    else:
        run_process(lambda: run_service(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
