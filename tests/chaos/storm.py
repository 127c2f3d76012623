"""Kills every process and server once while a replay makes progress."""

import asyncio
import random
import time
from typing import Final

from quintet_cli.servers.server_set import SERVER_NAMES

from tests.fixtures.watched_platform import WatchedPlatform

SERVICES: Final = (
    "api_service",
    "db_postgres_service",
    "db_mongo_service",
    "bot_service",
    "worker_service",
)
VICTIMS: Final = (*SERVICES, *SERVER_NAMES)

# A RabbitMQ node that is killed right after it declared a quorum queue can lose that queue for
# good (3.10.8): a fault of the broker, not one that the platform could stand.
_CALM_AFTER_DECLARING_SECONDS: Final = 6.0
_RECOVERY_SECONDS: Final = 180.0
_FIRST_STAGE: Final = "orders"


class Storm:
    """Listens to the progress of a replay and strikes at moments drawn from a seed.

    Moments are numbers of orders, stock counts and refunds that were sent, not times: every victim
    dies while work is under way, on a fast machine as on a slow one.

    Args:
        watched: Whose processes die.
        seed: Draws who dies after which step.
        steps: Orders, stock counts and orders to refund of the replay.
    """

    def __init__(self, watched: WatchedPlatform, seed: int, steps: int) -> None:
        self.killed: dict[str, int] = {}
        self._watched = watched
        self._declared_at = time.monotonic()
        self._step = 0
        self._flows = False
        self._strikes: list[asyncio.Task[None]] = []
        dice = random.Random(seed)
        moments = sorted(dice.sample(range(1, steps + 1), len(VICTIMS)))
        self._schedule = dict(zip(moments, dice.sample(VICTIMS, len(VICTIMS)), strict=True))

    def start(self, stage: str, total: int) -> None:
        """A stage of the replay begins; the storm begins with the orders."""
        self._tell(f"{stage}: {total}")
        self._flows = self._flows or stage == _FIRST_STAGE

    def advance(self) -> None:
        """The replay made a step; strike when it is somebody's turn."""
        if not self._flows:
            return
        self._step += 1
        victim = self._schedule.get(self._step)
        if victim is not None:
            self._strikes.append(asyncio.create_task(self._strike(victim)))

    def left(self, count: int) -> None:
        """So much is left of a stage that counts down."""

    async def passed(self) -> None:
        """Wait until the last victim has died and everything is ready again."""
        await asyncio.gather(*self._strikes)
        await self._watched.until_ready()

    async def _strike(self, victim: str) -> None:
        if victim == "rabbitmq":
            calm = self._declared_at + _CALM_AFTER_DECLARING_SECONDS - time.monotonic()
            await asyncio.sleep(max(calm, 0.0))
        await self._watched.until(lambda now: now.process(victim).pid is not None)
        pid = self._watched.platform.kill(victim)
        self.killed[victim] = pid
        self._tell(f"step {self._step}: kill -9 {victim} ({pid})")
        await self._watched.until(
            lambda now: now.process(victim).pid not in {None, pid}, _RECOVERY_SECONDS
        )

    def _tell(self, text: str) -> None:
        elapsed = time.monotonic() - self._declared_at
        print(f"  {elapsed:6.1f} s  {text}", flush=True)  # noqa: T201  shown when the test fails
