"""Due sagas and tasks are claimed once, under a lease."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from db_postgres_service.use_cases import UseCases
from pydantic import TypeAdapter
from storage_contracts.pages import ClaimRequest
from storage_contracts.rows.saga_row import SagaRow, SagaWrite
from storage_contracts.rows.task_row import TaskRow, TaskWrite
from uuid6 import uuid6

from tests.fixtures import storage_writes as build

pytestmark = pytest.mark.integration

_SAGAS = TypeAdapter(list[SagaRow])
_TASKS = TypeAdapter(list[TaskRow])
_ALL = ClaimRequest(limit=500, lease_seconds=60)


async def test_an_overdue_saga_is_claimed_by_one_sweep(use_cases: UseCases) -> None:
    """Two sweeps at a time share the overdue sagas; nobody gets one twice."""
    orders = [build.order_row(uuid6(), [uuid6()]) for _ in range(10)]
    for order in orders:
        await use_cases.place_order.place(build.place_order(order))
    bodies = await asyncio.gather(*(use_cases.claim_overdue_sagas.claim(_ALL) for _ in range(3)))
    claimed = [row.id for body in bodies for row in _SAGAS.validate_json(body)]
    ours = {order.id for order in orders}
    assert sorted(i for i in claimed if i in ours) == sorted(ours)


async def test_a_written_saga_is_nobodys_and_may_be_claimed_again(use_cases: UseCases) -> None:
    """A write ends the lease: the step is done, the next deadline counts."""
    order = build.order_row(uuid6(), [uuid6()])
    await use_cases.place_order.place(build.place_order(order))
    await use_cases.claim_overdue_sagas.claim(_ALL)
    await use_cases.apply_atomic_write.apply(
        build.rows_write(SagaWrite(expected_version=1, row=build.saga_row(order.id, "charging", 2)))
    )
    again = _SAGAS.validate_json(await use_cases.claim_overdue_sagas.claim(_ALL))
    assert [(s.step, s.version) for s in again if s.id == order.id] == [("charging", 2)]


async def test_only_open_due_tasks_without_a_reminder_are_claimed(use_cases: UseCases) -> None:
    """Not due, done, reminded: none of these; reminded before the due time moved: yes."""
    now = datetime.now(UTC)
    past, before = now - timedelta(minutes=1), now - timedelta(hours=1)
    due = build.task_row(uuid6(), due_at=past)
    moved = build.task_row(uuid6(), due_at=past, reminded_at=before)
    others = [
        build.task_row(uuid6(), due_at=now + timedelta(hours=1)),
        build.task_row(uuid6()),
        build.task_row(uuid6(), due_at=past, status="completed"),
        build.task_row(uuid6(), due_at=past, reminded_at=now),
    ]
    await use_cases.apply_atomic_write.apply(
        build.rows_write(*(TaskWrite(expected_version=0, row=row) for row in (due, moved, *others)))
    )
    claimed = {row.id for row in _TASKS.validate_json(await use_cases.claim_due_tasks.claim(_ALL))}
    again = {row.id for row in _TASKS.validate_json(await use_cases.claim_due_tasks.claim(_ALL))}
    assert {due.id, moved.id} <= claimed
    assert not claimed & {row.id for row in others}
    assert not again & {due.id, moved.id}
