"""Looking at tasks."""

import pytest
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import (
    Document,
    Filter,
    FilterOperator,
    PageRequest,
)
from business_hexagon.application.queries.tasks.get_task import GetTask, GetTaskQuery
from business_hexagon.application.queries.tasks.list_colleagues import (
    ListColleagues,
    ListColleaguesQuery,
)
from business_hexagon.application.queries.tasks.list_tasks import (
    ListTasks,
    ListTasksQuery,
    TaskView,
)
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role

from tests.fakes.in_memory_readers import InMemoryColleagues, InMemoryTasks
from tests.fakes.stepping_clock import SteppingClock
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import (
    ADA,
    ADA_ID,
    BOB,
    BOB_ID,
    EVE,
    EVE_ID,
    GUEST,
    PRODUCT_ID,
    STAFF,
    SUPPORT,
    TASK_ID,
    task,
    user,
)
from tests.unit.business_hexagon.memory.recording_documents import RecordingDocuments

DOCUMENT = Document(b"{}", 1, ADA_ID)


async def test_shows_a_task_to_whom_it_concerns() -> None:
    """Its creator, its assignee, staff."""
    writes = DisturbedWrites()
    writes.put(task())
    get_task = GetTask(
        documents=RecordingDocuments({TASK_ID: DOCUMENT}),
        tasks=InMemoryTasks(writes.storage, SteppingClock()),
    )

    for actor in (ADA, BOB, STAFF):
        assert await get_task.execute(GetTaskQuery(actor, TASK_ID)) is DOCUMENT
    with pytest.raises(NotFound):
        await get_task.execute(GetTaskQuery(EVE, TASK_ID))
    with pytest.raises(NotFound):
        await get_task.execute(GetTaskQuery(STAFF, PRODUCT_ID))


async def test_lists_the_own_tasks() -> None:
    """Those to do and those written down; everybody's only to staff."""
    documents = RecordingDocuments()
    list_tasks = ListTasks(documents=documents)

    await list_tasks.execute(ListTasksQuery(ADA, PageRequest()))
    await list_tasks.execute(ListTasksQuery(ADA, PageRequest(), TaskView.CREATED))
    await list_tasks.execute(ListTasksQuery(STAFF, PageRequest(), TaskView.ALL))

    assert [page.filters for page in documents.pages] == [
        (Filter("assignee_id", FilterOperator.EQ, str(ADA_ID)),),
        (Filter("created_by", FilterOperator.EQ, str(ADA_ID)),),
        (),
    ]
    with pytest.raises(PermissionDenied):
        await list_tasks.execute(ListTasksQuery(ADA, PageRequest(), TaskView.ALL))
    with pytest.raises(PermissionDenied):
        await list_tasks.execute(ListTasksQuery(GUEST, PageRequest()))


async def test_lists_the_people_who_work_here_to_each_other() -> None:
    """Neither customers nor closed accounts, and not to customers."""
    writes = DisturbedWrites()
    writes.put(
        user(),
        user(BOB_ID, email="bob@example.com", role=Role.STAFF),
        user(EVE_ID, email="eve@example.com", role=Role.STAFF, is_active=False),
    )
    list_colleagues = ListColleagues(InMemoryColleagues(writes.storage))

    for actor in (SUPPORT, STAFF):
        (bob,) = await list_colleagues.execute(ListColleaguesQuery(actor))
        assert (bob.user_id, bob.role) == (BOB_ID, Role.STAFF)
    for actor in (ADA, GUEST):
        with pytest.raises(PermissionDenied):
            await list_colleagues.execute(ListColleaguesQuery(actor))
