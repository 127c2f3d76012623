"""The short form of `make fuzz`: a few hundred requests, the same each time, on running processes.

On a platform of its own, because what is left behind makes no sense to other tests.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from quintet_cli.platform_state import PlatformState

from tests.fixtures.watched_platform import watched_platform
from tests.security.fuzz_platform import SERVICES, VARIABLES, targets_of
from tests.security.fuzz_report import table
from tests.security.fuzz_run import fuzz
from tests.security.fuzz_target import FuzzEffort

_EFFORT = FuzzEffort(examples=1, scenarios=3, covers=False, seed=20260115)


@pytest.fixture(scope="module")
def own_folder() -> Iterator[Path]:
    """A folder of this file that PostgreSQL's user can reach."""
    with tempfile.TemporaryDirectory(prefix="quintet_test_") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


@pytest.fixture(scope="module")
async def own_platform(own_folder: Path) -> AsyncIterator[PlatformState]:
    """A platform that nobody else uses."""
    async with watched_platform(own_folder / "data", VARIABLES) as watched:
        yield watched.state


@pytest.mark.e2e
@pytest.mark.parametrize("service", SERVICES)
async def test_every_answer_is_as_the_document_says(
    own_platform: PlatformState, service: str
) -> None:
    """No server error, no undocumented status, type, header or body, no open door."""
    (target,) = await asyncio.to_thread(targets_of, own_platform, [service])
    report = await asyncio.to_thread(fuzz, target, _EFFORT)
    assert report.failures == [], table([report])
    assert report.total > len(report.cases) > 15
