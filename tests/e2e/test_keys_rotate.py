"""`quintet keys rotate` on the running platform."""

import asyncio
import sys

import pytest

from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]


async def _rotate(platform: SharedPlatform) -> int:
    """Run the command; return its exit code."""
    folder = str(platform.watched.state.data_folder)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "quintet_cli", "keys", "rotate", "--data", folder),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await asyncio.wait_for(process.wait(), 120)


async def _stages(admin: ShopVisitor) -> list[tuple[str, str]]:
    """Key and stage of each recorded rotation, the newest first."""
    found = await admin.get("/security_acts?act=signing_key_rotated&sort=-created_at,id&limit=200")
    assert found.status == 200, found
    details = [item["details"] for item in found.items]
    return [(str(one["key_id"]), str(one["stage"])) for one in details if isinstance(one, dict)]


async def test_a_rotation_is_in_the_audit_before_it_is_done(
    shared_platform: SharedPlatform, admin: ShopVisitor
) -> None:
    """What begins and comes to no end is seen as such; nobody is thrown out by either."""
    known = len(await _stages(admin))
    assert await _rotate(shared_platform) == 0
    stages = await _stages(admin)
    new = stages[: len(stages) - known]
    begun, done = ({key for key, one in new if one == stage} for stage in ("begun", "done"))
    assert begun == done
    assert "access" in {key.partition(":")[0] for key in begun}

    # Where the first file is written a folder stands in the way: the rotation dies there.
    obstacle = shared_platform.watched.platform.data.keys / "service_public_keys.partial"
    obstacle.mkdir()
    try:
        assert await _rotate(shared_platform) != 0
    finally:
        obstacle.rmdir()
    later = await _stages(admin)
    assert {stage for _, stage in later[: len(later) - len(stages)]} == {"begun"}
    assert (await admin.get("/me")).status == 200
