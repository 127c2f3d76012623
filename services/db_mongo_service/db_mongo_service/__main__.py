"""`python -m db_mongo_service` serves HTTP; with the word `migrate` it updates the database."""

import asyncio
import sys
from typing import Final

from service_runtime.serving import run_process
from service_runtime.settings_errors import load_settings

from db_mongo_service.composition_root import migrate, serve_until_stopped
from db_mongo_service.infrastructure.storage_errors import StorageError
from db_mongo_service.settings import DbMongoServiceSettings

_WRONG_USAGE: Final = 2


def main(arguments: list[str]) -> int:
    """Run the process and return its exit code.

    Args:
        arguments: Nothing to serve, or `migrate`.
    """
    if arguments not in ([], ["migrate"]):
        sys.stderr.write("usage: python -m db_mongo_service [migrate]\n")
        return _WRONG_USAGE
    settings = load_settings(DbMongoServiceSettings)
    if arguments:
        return _migrate(settings)
    run_process(lambda: serve_until_stopped(settings))
    return 0


def _migrate(settings: DbMongoServiceSettings) -> int:
    try:
        steps = asyncio.run(migrate(settings))
    except StorageError as error:
        sys.stderr.write(f"db_mongo_service: migration failed: {error.code}: {error.reason}\n")
        return 1
    for step in steps:
        sys.stdout.write(f"{step.collection}: {step.action} {step.detail}".rstrip() + "\n")
    sys.stdout.write(f"database {settings.mongodb_database} is up to date\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
