"""The platform as a person meets it: health, commands, start, stop and start again."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from http_transport import HttpClient
from quintet_cli.platform_clients import client_of
from quintet_cli.platform_state import PlatformState, load
from quintet_cli.servers.process_record import start_ticks_of
from quintet_cli.servers.server_set import SERVER_NAMES
from quintet_cli.supervision.process_catalogue import PROCESSES
from quintet_cli.verification.verification import verify

from tests.e2e.chat_visitor import ChatVisitor
from tests.e2e.conftest import OpenProduct
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.eventually import eventually
from tests.fixtures.free_ports import free_offset
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

_SERVICES = (
    "api_service",
    "db_postgres_service",
    "db_mongo_service",
    "bot_service",
    "worker_service",
)

# What is generated later has no rows before tests of its own write some: `step_saga`, for one.
_KINDS_OF_THE_SHOP = {
    *("user", "session", "one_time_token", "oauth_client", "security_act", "chat", "task"),
    *("product", "order", "saga", "payment", "refund_request"),
}


async def _quintet(data: Path, *words: str) -> tuple[int, str]:
    """Run a command to its end; return exit code and standard output."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "quintet_cli", *words, "--data", str(data)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 240)
    return process.returncode or 0, output.decode()


async def test_all_five_are_ready_and_say_of_what(shared_platform: SharedPlatform) -> None:
    """Each check has an age and no reason to complain."""
    for name in _SERVICES:
        async with client_of(shared_platform.watched.state, name) as client:
            alive = await client.request("GET", "/health")

            async def ready(client: HttpClient = client) -> bytes | None:
                answer = await client.request("GET", "/ready")
                return answer.body if answer.status == 200 else None

            found = json.loads(await eventually(ready, f"{name} is ready"))
        assert alive.status == 200
        assert (found["status"], found["service"]) == ("ready", name)
        assert all(
            check["status"] == "ok" and check["age_seconds"] is not None
            for check in found["checks"].values()
        )


async def test_demo_tells_a_story_through_all_five_processes(
    shared_platform: SharedPlatform,
) -> None:
    """Step by step, in the order of their times."""
    data = shared_platform.watched.state.data_folder
    code, output = await _quintet(data, "demo", "--json")
    story = json.loads(output)
    assert (code, story["status"]) == (0, "completed")
    assert {name for step in story["steps"] for name in step["processes"]} >= set(_SERVICES)
    moments = [step["milliseconds"] for step in story["steps"]]
    assert moments == sorted(moments)
    assert "order.completed" in [step["event"] for step in story["steps"]]


async def test_demo_is_plain_when_piped(shared_platform: SharedPlatform) -> None:
    """One line for each step, without frames and colours."""
    data = shared_platform.watched.state.data_folder
    code, output = await _quintet(data, "demo", "--orders", "2")
    assert code == 0
    assert "\x1b" not in output
    assert "order.completed: " in output
    assert "in 2 orders" in output


async def test_rebuild_finds_every_row_as_its_events_have_it(
    shared_platform: SharedPlatform,
    admin: ShopVisitor,
    customer: ShopVisitor,
    open_product: OpenProduct,
) -> None:
    """Orders in every state, refunds, one asked for, a task, a program, a chat, a new name."""
    await _let_a_program_in(admin)
    await _let_a_chat_in(shared_platform.watched.state)
    product_id = await open_product(20)
    seen = await admin.get(f"/products/{product_id}")
    await admin.patch(f"/products/{product_id}", {"name": "Red metal lantern"}, seen.etag)
    bought = (await customer.order(product_id, 3)).text("id")
    declined = (await customer.order(product_id, payment_method="card_decline")).text("id")
    await customer.order_becomes(declined, "cancelled")
    await customer.order_becomes(bought, "completed")
    await admin.post(
        f"/orders/{bought}/refunds",
        {"lines": [{"line_no": 1, "quantity": 1}], "reason": "broken"},
    )
    await customer.timeline_has(bought, "payment.refunded")
    asked = await customer.post(f"/orders/{bought}/refund_requests", {"reason": "all of it"})
    await admin.post(f"/refund_requests/{asked.text('id')}/approve")
    task = await customer.post("/tasks", {"title": "Call the supplier"})
    await customer.post(f"/tasks/{task.text('id')}/complete")

    code, output = await _quintet(shared_platform.watched.state.data_folder, "rebuild", "--json")
    assert output.startswith("{"), output
    report = json.loads(output)
    assert [
        found["differences"] for found in report["kinds"].values() if found["differences"]
    ] == []
    assert (code, report["passed"]) == (0, True)
    assert {kind for kind, found in report["kinds"].items() if found["rows"]} >= _KINDS_OF_THE_SHOP


async def _let_a_program_in(admin: ShopVisitor) -> None:
    made = await admin.post(
        "/oauth_clients",
        {
            "client_id": f"shop_{uuid4().hex[:12]}",
            "name": "Shop",
            "is_confidential": True,
            "scopes": ["stock:read"],
        },
    )
    assert made.status == 201, made


async def _let_a_chat_in(state: PlatformState) -> None:
    async with HttpClient(state.service_urls["telegram_sandbox"]) as sandbox:
        person = await ChatVisitor.arrive(sandbox, "Ada", "en")
        await person.says("/register")
        await person.reads("")


async def test_verify_passes_after_all_of_this(shared_platform: SharedPlatform) -> None:
    """Whatever the other tests did, nothing is lost and nothing is left."""
    report = await verify(shared_platform.watched.state, wait_seconds=60)
    assert report.passed, report.invariants


async def _left_of(state: PlatformState) -> list[str]:
    """What still runs: recorded processes, and whatever names the data folder in its words."""
    recorded = [each.name for each in state.processes if each.pid and start_ticks_of(each.pid)]
    listing = await asyncio.create_subprocess_exec(
        "ps", "-eo", "args", stdout=asyncio.subprocess.PIPE
    )
    output, _ = await listing.communicate()
    lines = output.decode(errors="replace").splitlines()
    return recorded + [line for line in lines if str(state.data_folder) in line]


async def _up(folder: Path, offset: int) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "quintet_cli", "up", "--data", str(folder), "--offset", str(offset)),
        env={**os.environ, "QUINTET_DURABLE": "off", "QUINTET_EMPTY": "on"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )

    async def ready() -> PlatformState | None:
        assert process.returncode is None, "quintet up ended by itself"
        if not (folder / "platform.json").exists():
            return None
        state = load(folder)
        return state if state.is_ready else None

    try:
        await eventually(ready, "the platform is ready", seconds=240)
    except BaseException:
        process.send_signal(signal.SIGINT)
        await process.wait()
        raise
    return process


async def _interrupt(process: asyncio.subprocess.Process) -> None:
    """Press Ctrl-C."""
    process.send_signal(signal.SIGINT)
    await asyncio.wait_for(process.wait(), 180)


async def test_ctrl_c_leaves_no_process_and_the_next_start_finds_the_data(
    passable_folder: Path,
) -> None:
    """An order placed before the stop is there after it."""
    offset = free_offset()
    first = await _up(passable_folder, offset)
    try:
        code, output = await _quintet(passable_folder, "demo", "--json")
        assert code == 0
        order_id = json.loads(output)["order_id"]
    finally:
        running = load(passable_folder)
        await _interrupt(first)
    assert first.returncode == 0
    assert len([each for each in running.processes if each.pid]) == len(SERVER_NAMES) + len(
        PROCESSES
    )
    assert await _left_of(running) == []

    second = await _up(passable_folder, offset)
    try:
        async with HttpClient(load(passable_folder).api_url) as client:  # as a guest, by its id
            answer = await client.request("GET", f"/api/v1/orders/{order_id}")
        assert json.loads(answer.body)["status"] == "completed"
    finally:
        running = load(passable_folder)
        await _interrupt(second)
    assert await _left_of(running) == []
