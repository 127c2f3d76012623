"""The four servers as containers; skipped where no Docker engine answers or an image is missing."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
from quintet_cli.servers.container import Container
from quintet_cli.servers.docker import DockerMongodb, DockerPostgres, DockerRabbitmq, DockerRedis
from quintet_cli.servers.native_server import NativeServer
from quintet_cli.servers.server import Server
from quintet_cli.servers.server_set import ServerSet, open_servers
from redis.asyncio import Redis

CLASSES = (DockerPostgres, DockerMongodb, DockerRedis, DockerRabbitmq)


def docker(*words: str) -> str | None:
    """What the engine says, or None when it says no."""
    program = shutil.which("docker")
    if program is None:
        return None
    run = subprocess.run([program, *words], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603  a fixed program
    return run.stdout.strip() if run.returncode == 0 else None


def has_images() -> bool:
    """Whether the tests can run without pulling anything."""
    try:
        return docker("image", "inspect", *(each.image for each in CLASSES)) is not None
    except subprocess.TimeoutExpired:
        return False  # asked while tests are collected: nothing may be raised


pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not has_images(), reason="no Docker engine with the servers' images"),
]


def container_of(server: Server) -> Container:
    """The container of a server that runs in one."""
    assert isinstance(server, CLASSES)
    return server.container


def is_there(server: Server) -> bool:
    """Whether its container exists, running or not."""
    return docker("container", "inspect", container_of(server).name) is not None


@pytest.fixture
async def servers(passable_folder: Path) -> AsyncIterator[ServerSet]:
    """Containers of this test alone, none started yet; their volumes are removed at the end."""
    machine = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    chosen = open_servers(passable_folder, machine, docker=True)
    yield chosen
    await chosen.stop()
    for server in chosen.all:
        docker("volume", "rm", "--force", container_of(server).name)


async def test_all_four_start_answer_and_stop_without_a_trace(servers: ServerSet) -> None:
    """Also a second time, on the data of the first."""
    await servers.install()
    for _ in range(2):
        await servers.start()
        for server in servers.all:
            await server.probe()
        await servers.stop()
        assert [server.name for server in servers.all if is_there(server)] == []


async def test_redis_ends_by_its_signal_and_keeps_its_data(servers: ServerSet) -> None:
    """A shell in between would swallow the signal until the engine's patience ends."""
    server = servers["redis"]
    assert isinstance(server, NativeServer)
    await servers.install(["redis"])
    await server.start()
    async with Redis.from_url(server.url) as client:
        assert await client.set("books", "7")
    await server.stop()
    assert "bye bye" in server.site.data.log_of("redis").read_text()
    await server.start()
    async with Redis.from_url(server.url) as client:
        assert await client.get("books") == b"7"


async def test_a_container_that_a_killed_run_left_is_replaced(
    servers: ServerSet, passable_folder: Path
) -> None:
    """Its data stays: a named volume keeps it."""
    server = servers["postgres"]
    await servers.install(["postgres"])
    await server.start()
    connection = await asyncpg.connect(server.url)
    await connection.execute("create table shelf as select 7 as books")
    await connection.close()
    assert server.pid is not None
    os.kill(server.pid, 9)
    await server.wait_ended()
    assert is_there(server)
    successor = open_servers(passable_folder, {}, docker=True)["postgres"]
    await successor.start()
    try:
        connection = await asyncpg.connect(successor.url)
        assert await connection.fetchval("select books from shelf") == 7
        await connection.close()
    finally:
        await successor.stop()
