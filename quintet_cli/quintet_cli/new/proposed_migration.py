"""What Alembic proposes for a migration, from the database of the running platform."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from quintet_cli.expected_errors import ExpectedError
from quintet_cli.platform_state import load
from quintet_cli.supervision.platform_settings import PlatformSettings

__all__ = ["ProposedMigration", "propose_migration"]

_SECONDS: Final = 60.0


class NothingProposedError(ExpectedError):
    """There is nothing to propose, or nobody to ask."""


class ProposedMigration(BaseModel):
    """Statements for both ways, all but the first indented by four blanks."""

    upgrade: str
    downgrade: str


def propose_migration(data: Path | None = None) -> ProposedMigration:
    """Ask for what is declared in the schema and not in the database.

    Raises:
        NothingProposedError: Nothing is new, the database lacks migrations or does not answer.
        NoPlatformError: No platform was ever started.
    """
    platform = load(PlatformSettings.choose(os.environ, data=data).data_root)
    done = subprocess.run(
        [sys.executable, "-m", "db_postgres_service", "schema_changes"],
        env={**os.environ, "POSTGRES_URL": platform.postgres_url},
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        reason = done.stderr.decode().strip().rpartition("\n")[2]
        raise NothingProposedError(f"{reason or 'the database does not answer'}: see `quintet up`")
    proposed = ProposedMigration.model_validate_json(done.stdout)
    if not proposed.upgrade:
        raise NothingProposedError(
            "the database has all that infrastructure/schema declares: change that first"
        )
    return proposed
