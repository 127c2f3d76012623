"""`python -m db_postgres_service` serves; `python -m db_postgres_service migrate` migrates."""

import asyncio
import sys

from service_runtime import run_process

from db_postgres_service.composition_root import run_service
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.settings import Settings


def main(arguments: list[str]) -> int:
    """Run what the arguments name; returns the exit code."""
    if arguments == ["migrate"]:
        url = Settings().postgres_url.get_secret_value()
        asyncio.run(run_migrations(url))
        return 0
    if arguments:
        sys.stderr.write("usage: python -m db_postgres_service [migrate]\n")
        return 2
    settings = Settings()
    run_process(lambda: run_service(settings))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
