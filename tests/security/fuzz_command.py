"""`python -m tests.security.fuzz_command`: fuzz all three services on a platform of its own.

It starts the platform in a folder that is gone afterwards, obtains tokens, sends some thousands of
generated requests by the documents of the services, and ends with 1 when one promise was broken.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from quintet_cli.supervision.platform import Platform

from tests.fixtures.free_ports import free_offset
from tests.security.fuzz_platform import SERVICES, VARIABLES, targets_of
from tests.security.fuzz_report import FuzzReport, table
from tests.security.fuzz_run import fuzz
from tests.security.fuzz_target import FuzzEffort

_SHOWN_EACH_SECONDS: Final = 2.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    chosen = _parser().parse_args(arguments)
    effort = FuzzEffort(
        examples=chosen.examples,
        scenarios=chosen.scenarios,
        covers=not chosen.without_boundaries,
        seed=chosen.seed,
    )
    names = [name for name in SERVICES if name in (chosen.service or SERVICES)]
    with tempfile.TemporaryDirectory(prefix="quintet_fuzz_") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL runs as a user of its own
        reports = asyncio.run(_run(Path(folder), names, effort))
    _say("")
    if chosen.json:
        sys.stdout.write(json.dumps([report.as_json() for report in reports], indent=1) + "\n")
    else:
        sys.stdout.write(table(reports) + "\n")
    return 1 if any(report.failures for report in reports) else 0


async def _run(folder: Path, names: Sequence[str], effort: FuzzEffort) -> list[FuzzReport]:
    environment = {**os.environ, **VARIABLES}
    platform = Platform(folder / "data", free_offset(), durable=False, environment=environment)
    _say("starting a platform of its own")
    async with platform:
        await platform.wait_ready()
        found = await asyncio.to_thread(targets_of, platform.state, names)
        return [await asyncio.to_thread(fuzz, each, effort, _Progress()) for each in found]


class _Progress:
    """One line for each few seconds, on stderr, so that --json can be piped."""

    def __init__(self) -> None:
        self._shown_at = 0.0

    def __call__(self, report: FuzzReport, what: str) -> None:
        now = time.monotonic()
        if now - self._shown_at < _SHOWN_EACH_SECONDS:
            return
        self._shown_at = now
        _say(
            f"{report.service:<20} {report.total:>7,} requests "
            f"{len(report.failures):>3} failures  {what}"
        )


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--service", action="append", choices=SERVICES, help="only this one")
    parser.add_argument(
        "--examples", type=int, default=25, help="random requests for each operation"
    )
    parser.add_argument("--scenarios", type=int, default=100, help="walks along the links")
    parser.add_argument(
        "--without_boundaries", action="store_true", help="leave out each boundary of each schema"
    )
    parser.add_argument("--seed", type=int, default=20260115, help="another seed, other requests")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
