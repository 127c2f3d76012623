"""`quintet check --live` on a platform: silent while it is as declared, and then not."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aio_pika
import asyncpg
import pytest
from architecture_rules.finding import Finding
from quintet_cli.live_check.live_check import look_at_platform
from quintet_cli.platform_state import STATE_FILE, PlatformState

from tests.fixtures.shared_platform import SharedPlatform
from tests.fixtures.small_server import ReceivedRequest, SmallServer, answer

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

_TALKING = """
import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))):
    print("connected", flush=True)
    sys.stdin.read()
"""
_WAITING = "import sys; print('here', flush=True); sys.stdin.read()"


@pytest.fixture
async def state(shared_platform: SharedPlatform) -> PlatformState:
    """What the supervisor tells once all is ready."""
    return await shared_platform.watched.until_ready()


@asynccontextmanager
async def _helper(folder: Path, *words: str) -> AsyncIterator[int]:
    """A small Python process that lives as long as the block; gives its id."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", *words),
        cwd=folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), 60)
        yield process.pid
    finally:
        process.kill()
        await process.communicate()


async def _check(data: Path, *words: str) -> tuple[int, list[tuple[str, str]]]:
    """Run the command; return its exit code and rule and message of what it found."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "quintet_cli", "check", "--live", "--format", "json", "--data", str(data), *words),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await asyncio.wait_for(process.communicate(), 240)
    assert output, errors
    found = [(each["rule"], each["message"]) for each in json.loads(output)["findings"]]
    return process.returncode or 0, found


def _messages(findings: list[Finding]) -> list[str]:
    return [each.message.partition(":")[0] for each in findings]


def _standing_in(state: PlatformState, name: str, pid: int) -> PlatformState:
    """The platform as it would be if a process of it were that one."""
    processes = [
        each.model_copy(update={"pid": pid}) if each.name == name else each
        for each in state.processes
    ]
    return state.model_copy(update={"processes": processes})


async def test_a_healthy_platform_is_as_declared(state: PlatformState) -> None:
    """All six rules look at all that runs."""
    assert await look_at_platform(state) == []


async def test_the_command_looks_and_finds_nothing(state: PlatformState) -> None:
    """As a person runs it."""
    rules = [word for number in range(11, 17) for word in ("--rule", f"Q0{number}")]
    assert await _check(state.data_folder, *rules) == (0, [])


async def test_a_direct_connection_to_a_database_is_found(
    state: PlatformState, tmp_path: Path
) -> None:
    """Of a process that stands in the worker's place; and as a stranger of the real platform."""
    port = state.process("postgres").port
    async with _helper(tmp_path, _TALKING, str(port)) as pid:
        copied = _standing_in(state, "worker_service", pid)
        (tmp_path / STATE_FILE).write_text(copied.model_dump_json(), "utf-8")
        code, [(rule, message)] = await _check(tmp_path, "--rule", "Q011")
        assert (code, rule) == (1, "Q011")
        assert message.startswith(f"worker_service, process {pid} (python")
        assert f"connection to postgres (port {port})" in message
        [stranger] = await look_at_platform(state, {"Q011"})
        assert stranger.message.startswith(f"a stranger, process {pid}")
    assert await look_at_platform(state, {"Q011"}) == []


async def test_a_data_service_that_calls_a_business_service_is_found(
    state: PlatformState, tmp_path: Path
) -> None:
    """Of a process that stands in its place; the others are seen to keep the declared graph."""
    async with _helper(tmp_path, _TALKING, str(state.process("api_service").port)) as pid:
        copied = _standing_in(state, "db_mongo_service", pid)
        [finding] = await look_at_platform(copied, {"Q016"})
        assert finding.path == "running/db_mongo_service"
        assert finding.message.startswith("db_mongo_service holds a connection to api_service")


async def test_an_undeclared_queue_and_binding_are_found(state: PlatformState) -> None:
    """Declared by hand, as somebody does who wants to see what passes by."""
    async with await aio_pika.connect(state.rabbitmq_url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("seen_by_hand", durable=True)
        try:
            await queue.bind("quintet_events", "order.#")
            code, found = await _check(state.data_folder, "--rule", "Q012")
            assert code == 1
            assert [message.partition(":")[0] for _, message in found] == [
                "binding quintet_events -> seen_by_hand (order.#) is not declared",
                "queue seen_by_hand is not declared",
            ]
        finally:
            await queue.delete(if_unused=False, if_empty=False)
    assert await look_at_platform(state, {"Q012"}) == []


async def test_a_table_made_by_hand_is_found(state: PlatformState) -> None:
    """With its foreign key that has no index."""
    connection = await asyncpg.connect(state.postgres_url)
    try:
        await connection.execute("CREATE TABLE made_by_hand (order_id uuid REFERENCES orders (id))")
        await connection.execute("CREATE INDEX orders_by_hand ON orders (updated_at)")
        found = await look_at_platform(state, {"Q013"})
    finally:
        await connection.execute("DROP TABLE IF EXISTS made_by_hand")
        await connection.execute("DROP INDEX IF EXISTS orders_by_hand")
        await connection.close()
    assert _messages(found) == [
        "foreign key made_by_hand_order_id_fkey of table made_by_hand has no index",
        "index orders.orders_by_hand is in no migration",
        "table made_by_hand is in no migration",
    ]
    assert await look_at_platform(state, {"Q013"}) == []


async def test_an_open_route_without_policy_is_found(state: PlatformState) -> None:
    """Served by somebody in the place of the API, who lets everybody in."""
    document = json.dumps({"paths": {"/api/v1/secrets": {"get": {}}}}).encode()

    async def let_in(_: ReceivedRequest) -> bytes:
        return answer(200, document)

    async with SmallServer(let_in) as server:
        urls = {**state.service_urls, "api_service": server.url}
        copied = state.model_copy(update={"service_urls": urls})
        found = await look_at_platform(copied, {"Q014"})
    assert {each.path for each in found} == {"running/api_service"}
    assert _messages(found) == [
        "GET /api/v1/secrets of api_service answers a stranger with 200 instead of 401",
        "GET /api/v1/secrets of api_service declares no policy",
    ]


async def test_an_undeclared_process_is_found(state: PlatformState) -> None:
    """It runs from the data folder, and nobody supervises it."""
    async with _helper(state.data_folder, _WAITING) as pid:
        [finding] = await look_at_platform(state, {"Q015"})
    assert finding.message.startswith(f"process {pid} (python")
    assert await look_at_platform(state, {"Q015"}) == []
