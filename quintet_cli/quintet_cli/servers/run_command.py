"""Run one short external command to its end."""

import asyncio
from collections.abc import Mapping, Sequence

from quintet_cli.servers.server_errors import CommandFailedError

_LAST_WORDS = 800


async def run_command(
    arguments: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    seconds: float = 600.0,
) -> str:
    """Run a command and return what it wrote.

    Args:
        arguments: The program and its arguments; no shell is involved.
        environment: The complete environment, or None to inherit ours.
        seconds: How long it may take.

    Returns:
        Standard output and standard error, mixed, as text.

    Raises:
        CommandFailedError: It cannot be run, exits non-zero or takes too long.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=None if environment is None else dict(environment),
        )
    except OSError as error:
        raise CommandFailedError(f"{arguments[0]} cannot be run: {error}") from error
    try:
        async with asyncio.timeout(seconds):
            output, _ = await process.communicate()
    except TimeoutError as error:
        raise CommandFailedError(f"{arguments[0]} took over {seconds:.0f} s") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    text = output.decode(errors="replace")
    if process.returncode != 0:
        raise CommandFailedError(
            f"`{' '.join(arguments[:4])}` exited with {process.returncode}: "
            f"{text[-_LAST_WORDS:].strip()}"
        )
    return text
