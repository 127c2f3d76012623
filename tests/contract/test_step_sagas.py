"""What every implementation of `StepSagas` and `ProcessDocuments` does."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from business_hexagon.application.errors import VersionConflict
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.documents import FilterOperator, PageRequest
from business_hexagon.application.sagas.stepwise.facts import Facts
from business_hexagon.application.sagas.stepwise.saga_plan import SagaPlan
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga

from tests.contract.shop import new_id
from tests.contract.storage_ports import StoragePorts

PLAN = SagaPlan("parcel_delivery", ("weigh_parcel", "call_courier"))
SUBJECT: Facts = {"label": "PX 12", "grams": 250, "fragile": True, "note": None}
LONG_AGO = datetime.now(UTC) - timedelta(days=1_000)
LATER = datetime.now(UTC) + timedelta(days=1)
STATE = (
    *(
        "saga",
        "subject",
        "started_by",
        "status",
        "step",
        "done",
        "undone",
        "attempts",
        "deadline_at",
    ),
    *("deadline_at", "refused_step", "reason", "version"),
)


async def stored_saga(ports: StoragePorts, deadline_at: datetime) -> StepSaga:
    """A saga, written."""
    saga = StepSaga.begin(new_id(), PLAN, SUBJECT, started_by=new_id(), deadline_at=deadline_at)
    await ports.writes.commit(Change(saves=(saga,)))
    return await loaded_saga(ports, saga.id)


async def loaded_saga(ports: StoragePorts, saga_id: UUID) -> StepSaga:
    """A saga as it is stored."""
    saga = await ports.step_sagas.get(saga_id)
    assert saga is not None
    return saga


async def test_a_saga_is_read_back_as_written_at_every_turn(ports: StoragePorts) -> None:
    """Every field survives, on the way there, on the way back and at the end."""
    saga = await stored_saga(ports, LATER)
    for turn in range(4):
        match turn:
            case 0:
                saga.step_taken(PLAN, {"grams": 250, "sealed": True, "by": None}, LATER)
            case 1:
                saga.attempt_failed(LATER)
            case 2:
                saga.step_refused("courier_unknown", LATER)
            case _:
                saga.step_undone({"refund": 3}, LATER)
        await ports.writes.commit(Change(saves=(saga,)))
        stored = await loaded_saga(ports, saga.id)
        for name in STATE:
            assert getattr(stored, name) == getattr(saga, name), name
        saga = stored
    assert saga.is_over
    assert await ports.step_sagas.get(new_id()) is None


async def test_of_two_that_take_a_turn_one_loses(ports: StoragePorts) -> None:
    """The version guards every transition."""
    saga = await stored_saga(ports, LATER)
    other = await loaded_saga(ports, saga.id)
    saga.step_taken(PLAN, {}, LATER)
    await ports.writes.commit(Change(saves=(saga,)))
    other.step_refused("late", LATER)
    with pytest.raises(VersionConflict):
        await ports.writes.commit(Change(saves=(other,)))
    assert (await loaded_saga(ports, saga.id)).step == "call_courier"


async def test_an_overdue_saga_is_claimed_once_per_lease(ports: StoragePorts) -> None:
    """Two sweeps never take the same saga; one that is over is nobody's."""
    overdue = await stored_saga(ports, LONG_AGO)
    in_time = await stored_saga(ports, LATER)
    over = await stored_saga(ports, LONG_AGO)
    over.step_refused("strike", LATER)
    await ports.writes.commit(Change(saves=(over,)))
    claims = await asyncio.gather(
        *(ports.step_sagas.claim_overdue(500, timedelta(minutes=5)) for _ in range(3))
    )
    claimed = [saga_id for claim in claims for saga_id in claim]
    assert claimed.count(overdue.id) == 1
    assert not {in_time.id, over.id} & set(claimed)


async def test_processes_are_shown_one_by_one_and_in_pages(ports: StoragePorts) -> None:
    """By id, or by name and status."""
    saga = await stored_saga(ports, LATER)
    document = await ports.process_documents.get(saga.id)
    assert document is not None
    assert json.loads(document.content)["saga"] == "parcel_delivery"
    request = PageRequest(limit=500).only("saga", "parcel_delivery").only("status", "running")
    assert all(one.operator is FilterOperator.EQ for one in request.filters)
    page = json.loads((await ports.process_documents.page(request)).content)
    assert str(saga.id) in {item["id"] for item in page["items"]}
    assert await ports.process_documents.get(new_id()) is None
