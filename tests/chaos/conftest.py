"""A replayed shop that has come to rest."""

import pytest
from quintet_cli.replay.progress_display import ProgressDisplay
from quintet_cli.replay.replay_session import ReplayOptions, replay

from tests.fixtures.shared_platform import SharedPlatform
from tests.fixtures.shop_file import write_shop_file

_INVOICES = 40


@pytest.fixture(scope="session")
async def replayed_platform(shared_platform: SharedPlatform) -> SharedPlatform:
    """The shared platform with a shop's orders, refunds and stock counts in all its databases."""
    file = write_shop_file(shared_platform.folder / "rest.csv.gz", _INVOICES, seed=7)
    options = ReplayOptions(file, None, concurrency=8, rate=None)
    with ProgressDisplay() as progress:
        report = await replay(options, shared_platform.watched.state, progress)
    assert report.reconciled
    return shared_platform
