"""`python -m db_postgres_service` serves; with `migrate` it migrates.

With `schema_changes` it prints as JSON what is declared and not yet migrated.
"""

import asyncio
import json
import sys
from dataclasses import asdict

from service_runtime import run_process
from service_runtime.settings_errors import load_settings

from db_postgres_service.composition_root import run_service
from db_postgres_service.infrastructure.migrations.run_migrations import run_migrations
from db_postgres_service.infrastructure.migrations.schema_changes import (
    NotAtHeadError,
    schema_changes,
)
from db_postgres_service.settings import Settings

_WRONG_USE = 2


def main(arguments: list[str]) -> int:
    """Run what the arguments name; returns the exit code."""
    if arguments not in ([], ["migrate"], ["schema_changes"]):
        sys.stderr.write("usage: python -m db_postgres_service [migrate|schema_changes]\n")
        return _WRONG_USE
    settings = load_settings(Settings)
    url = settings.postgres_url.get_secret_value()
    if arguments == ["migrate"]:
        asyncio.run(run_migrations(url))
    elif arguments == ["schema_changes"]:
        return _print_changes(url)
    else:
        run_process(lambda: run_service(settings))
    return 0


def _print_changes(postgres_url: str) -> int:
    try:
        changes = asyncio.run(schema_changes(postgres_url))
    except (NotAtHeadError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(json.dumps(asdict(changes)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
