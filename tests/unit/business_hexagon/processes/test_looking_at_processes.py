"""Looking at processes."""

import json
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.processes.get_process import (
    GetProcess,
    GetProcessQuery,
)
from business_hexagon.application.queries.processes.list_processes import (
    ListProcesses,
    ListProcessesQuery,
)
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role

from tests.fakes.in_memory_step_sagas import InMemoryProcessDocuments
from tests.fakes.saga_stage import STARTER, SagaStage
from tests.unit.business_hexagon.sagas.stepwise.parcel_saga import Outside, parcel_delivery


@pytest.fixture
def stage() -> SagaStage:
    """Where a saga can be started."""
    return SagaStage(parcel_delivery(Outside()))


@pytest.fixture
def documents(stage: SagaStage) -> InMemoryProcessDocuments:
    """What is stored there, ready to show."""
    return InMemoryProcessDocuments(stage.storage)


async def test_shows_how_far_a_process_is(
    stage: SagaStage, documents: InMemoryProcessDocuments
) -> None:
    """By its id, and in the list."""
    process_id = await stage.begin({"label": "PX 12"})
    await stage.deliver_next()
    await stage.deliver_next()
    found = await GetProcess(documents=documents).execute(GetProcessQuery(STARTER, process_id))
    shown = json.loads(found.content)
    assert (shown["saga"], shown["step"]) == ("parcel_delivery", "call_courier")
    page = await ListProcesses(documents=documents).execute(
        ListProcessesQuery(STARTER, PageRequest(limit=10))
    )
    assert json.loads(page.content)["items"] == [shown]


async def test_an_unknown_process_is_not_found(documents: InMemoryProcessDocuments) -> None:
    """And the error names it."""
    with pytest.raises(NotFound, match="process"):
        await GetProcess(documents=documents).execute(GetProcessQuery(STARTER, UUID(int=7)))


async def test_customers_see_no_processes(documents: InMemoryProcessDocuments) -> None:
    """They are how the house works."""
    customer = Actor(user_id=UUID(int=1), role=Role.CUSTOMER)
    with pytest.raises(PermissionDenied, match="processes:read"):
        await ListProcesses(documents=documents).execute(
            ListProcessesQuery(customer, PageRequest(limit=10))
        )
