"""Run a migration command to its end, into its own log."""

import signal
import sys
from collections.abc import Mapping

from quintet_cli.servers.child_process import ChildProcess, Launch
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.server_errors import CommandFailedError
from quintet_cli.supervision.process_definition import MigrationDefinition


async def migrate(
    definition: MigrationDefinition, environment: Mapping[str, str], data: DataFolder
) -> None:
    """Migrate one database.

    Args:
        definition: Which one.
        environment: The complete environment of the command.
        data: Where its log and record go.

    Raises:
        CommandFailedError: It exited non-zero; the message holds its last words.
    """
    child = await ChildProcess.start(
        Launch(
            name=definition.name,
            arguments=[sys.executable, "-m", definition.module, "migrate"],
            environment=environment,
            log_file=data.log_of(definition.name),
            record_file=data.record_of(definition.name),
            folder=data.root,
        )
    )
    try:
        exit_code = await child.wait()
    finally:
        await child.stop(signal.SIGTERM, 10.0)
    if exit_code != 0:
        raise CommandFailedError(f"{definition.name} exited with {exit_code}\n{child.last_words()}")
