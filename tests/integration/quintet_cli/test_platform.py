"""The supervisor with real servers and stand-ins for the services."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
import pytest
from http_transport import HttpClient
from quintet_cli.platform_state import PlatformState, load
from quintet_cli.servers.process_record import start_ticks_of
from quintet_cli.servers.server_set import SERVER_NAMES
from quintet_cli.supervision.platform import Platform
from quintet_cli.supervision.platform_errors import AlreadyRunningError, NotReadyInTimeError
from quintet_cli.supervision.process_catalogue import PROCESSES
from quintet_cli.supervision.supervised import Phase

from tests.fixtures.free_ports import free_offset

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]


class Watched:
    """A platform and a way to wait for what becomes of it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._changed = asyncio.Event()
        self.platform = Platform(
            folder,
            free_offset(),
            durable=False,
            environment=environment,
            changed=self._changed.set,
        )

    async def until(self, condition: Callable[[PlatformState], bool]) -> PlatformState:
        """Wait until the state satisfies a condition."""
        async with asyncio.timeout(240):
            while not condition(self.platform.state):
                self._changed.clear()
                await self._changed.wait()
        return self.platform.state


@asynccontextmanager
async def started(folder: Path, environment: dict[str, str]) -> AsyncIterator[Watched]:
    """A platform that is ready."""
    watched = Watched(folder, environment)
    async with watched.platform:
        await watched.platform.wait_ready()
        yield watched


@pytest.fixture
def quick_environment(
    stand_in_environment: dict[str, str], server_urls: dict[str, str]
) -> dict[str, str]:
    """An environment that names the servers of the test run: none has to be started."""
    return {**stand_in_environment, **server_urls}


async def test_runs_everything_and_leaves_nothing(
    passable_folder: Path, stand_in_environment: dict[str, str]
) -> None:
    """All are ready, the state file says so, and after the end no process is left."""
    async with started(passable_folder, stand_in_environment) as watched:
        state = await watched.until(lambda now: now.is_ready)
        assert {each.phase for each in state.processes} == {Phase.READY}
        assert len(state.processes) == len(SERVER_NAMES) + len(PROCESSES)
        pids = [each.pid for each in state.processes]
        async with asyncio.timeout(60):
            while not load(passable_folder).is_ready:  # noqa: ASYNC110  a file sets no event
                await asyncio.sleep(0.05)
        client = HttpClient(state.api_url)
        seen = orjson.loads((await client.request("GET", "/environment")).body)
        await client.aclose()
        assert "POSTGRES_URL" not in seen
        assert seen["REDIS_URL"] == state.redis_url
    assert [pid for pid in pids if pid is None or start_ticks_of(pid) is not None] == []
    assert list((passable_folder / "processes").iterdir()) == []
    assert not load(passable_folder).is_ready


async def test_restarts_whatever_is_killed(
    passable_folder: Path, stand_in_environment: dict[str, str]
) -> None:
    """A service and all four servers come back by themselves."""
    names = {"worker_service", "postgres", "mongodb", "redis", "rabbitmq"}
    async with started(passable_folder, stand_in_environment) as watched:
        old = {name: watched.platform.kill(name) for name in names}
        state = await watched.until(
            lambda now: now.is_ready and all(now.process(name).restarts for name in names)
        )
        assert {each.name for each in state.processes if each.restarts} == names
        assert all(state.process(name).pid != old[name] for name in names)


async def test_shows_what_is_not_ready_without_restarting_it(
    passable_folder: Path, quick_environment: dict[str, str]
) -> None:
    """A process that lives and lacks something is left to recover."""
    async with started(passable_folder, quick_environment) as watched:
        flag = passable_folder / "api_service.not_ready"
        flag.touch()

        def is_told(now: PlatformState) -> bool:
            api = now.process("api_service")
            return (api.phase, api.detail) == (Phase.NOT_READY, "stand_in: told so")

        await watched.until(is_told)
        flag.unlink()
        state = await watched.until(lambda now: now.is_ready)
        assert state.process("api_service").restarts == 0


async def test_a_second_supervisor_is_refused(
    passable_folder: Path, quick_environment: dict[str, str]
) -> None:
    """One data folder, one supervisor; the first is not disturbed."""
    async with started(passable_folder, quick_environment) as watched:
        second = Watched(passable_folder, quick_environment).platform
        with pytest.raises(AlreadyRunningError, match="quintet down"):
            await second.start()
        await second.stop()
        state = await watched.until(lambda now: now.is_ready)
        assert [each.name for each in state.processes if each.restarts] == []
        assert watched.platform.kill("bot_service", signal.SIGCONT)


async def test_a_service_that_cannot_start_is_told(
    passable_folder: Path, quick_environment: dict[str, str]
) -> None:
    """The message names the service and its last words."""
    (passable_folder / "bot_service.broken").touch()
    watched = Watched(passable_folder, quick_environment)
    with pytest.raises(NotReadyInTimeError, match=r"bot_service did not start(.|\n)*told to fail"):
        async with watched.platform as platform:
            await platform.wait_ready()
