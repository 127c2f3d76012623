"""Who stole the key of a service finds no way to change anything without its event."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

import pytest
from storage_contracts.json_value import JsonObject

from tests.fixtures.eventually import eventually
from tests.fixtures.storage_writes import MOMENT, event
from tests.security.conftest import OpenProduct
from tests.security.person import Person
from tests.security.stage import Caller, Stage

_NO_PARTS: Final = {"lines", "refunds"}


@pytest.fixture
def worker(stage: Stage) -> Caller:
    """Whoever has the worker's key, before the data service."""
    return stage.caller("worker_service", "db_postgres_service")


def _event(stream: str, version: int, event_type: str, **data: str) -> dict[str, object]:
    return event(stream, version, event_type, publish=False, **data).model_dump(mode="json")


def _write(
    rows: list[Mapping[str, object]], events: list[dict[str, object]]
) -> Mapping[str, object]:
    context = {"service": "worker_service", "request_id": "attack"}
    return {"context": context, "rows": rows, "events": events}


@pytest.fixture
def reader(stage: Stage) -> Caller:
    """Who may look at everything."""
    return stage.caller("quintet_cli", "db_postgres_service")


async def _seen(reader: Caller, kind: str, key: str) -> tuple[bytes, bytes]:
    """Everything that is kept of it: its row and its stream."""
    row = await reader.get(f"/{kind}s/{key}")
    stream = await reader.get(f"/event_streams/{kind}/{key}")
    assert (row.status, stream.status) == (200, 200)
    return row.body, stream.body


async def test_the_workers_key_changes_no_order_without_its_event(
    worker: Caller, reader: Caller, customer: Person, open_product: OpenProduct
) -> None:
    """Neither alone nor with an event that belongs to something else; nor is a batch a way."""
    placed = await customer.order(await open_product(5))
    assert placed.status == 201, placed
    key = placed.text("id")

    async def completed() -> JsonObject | None:
        found = (await reader.get(f"/orders/{key}")).json
        return found if found["status"] == "completed" else None

    order = await eventually(completed, f"order {key}", seconds=120)
    before = await _seen(reader, "order", key)
    version = order["version"]
    assert isinstance(version, int)
    header = {name: value for name, value in order.items() if name not in _NO_PARTS}
    row = {
        "resource": "order",
        "expected_version": version,
        "row": header | {"version": version + 1, "refunded_amount": order["total"]},
    }
    kept = row | {"row": header | {"refunded_amount": order["total"]}}
    stream = f"order/{key}"
    attacks: Mapping[str, Mapping[str, object]] = {
        "silently": _write([row], []),
        "at its version": _write([kept], []),
        "with an event of its saga": _write(
            [row], [_event(f"saga/{key}", version + 1, "workflow.advanced")]
        ),
        "with a saga's event in its stream": _write(
            [row], [_event(stream, version + 1, "workflow.advanced")]
        ),
        "with another order's event": _write(
            [row], [_event(f"order/{uuid4()}", version + 1, "order.completed")]
        ),
        "with an event of another version": _write(
            [row], [_event(stream, version + 2, "order.completed")]
        ),
        "by an event without a row": _write([], [_event(stream, version + 1, "order.completed")]),
    }
    for name, attack in attacks.items():
        refused = await worker.post("/atomic_writes", attack)
        assert (refused.status, refused.code) == (422, "validation"), (name, refused)
        assert "order/" in refused.body.decode(), (name, refused)
        refused = await worker.post("/atomic_writes/batch", {"writes": [attack]})
        assert refused.status == 422, (name, refused)
    assert await _seen(reader, "order", key) == before


async def test_the_same_write_with_its_event_is_taken(
    worker: Caller, reader: Caller, customer: Person
) -> None:
    """The control: what the worker is there for, in the same words and with the same key."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    asked = {"title": "Call the supplier", "due_at": tomorrow, "assignee_id": customer.user_id}
    created = await customer.post("/tasks", asked)
    key = created.text("id")
    task = (await reader.get(f"/tasks/{key}")).json
    reminded = {"reminded_at": MOMENT.isoformat()}
    row = {
        "resource": "task",
        "expected_version": 1,
        "row": task | reminded | {"updated_at": MOMENT.isoformat(), "version": 2},
    }
    told = _event(
        f"task/{key}",
        2,
        "task.due",
        task_id=key,
        created_by=customer.user_id,
        **asked,
        **reminded,
    )
    before = await _seen(reader, "task", key)
    refused = await worker.post("/atomic_writes", _write([row], []))
    assert (refused.status, refused.code) == (422, "validation"), refused
    assert await _seen(reader, "task", key) == before
    written = await worker.post("/atomic_writes", _write([row], [told]))
    assert written.status == 200, written
    assert (await reader.get(f"/tasks/{key}")).json["version"] == 2
