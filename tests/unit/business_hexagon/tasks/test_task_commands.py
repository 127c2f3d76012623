"""Writing tasks down, changing, assigning and completing them."""

from uuid import UUID

import pytest
from business_hexagon.application.actor import SYSTEM, Actor
from business_hexagon.application.commands.tasks.assign_task import AssignTask, AssignTaskCommand
from business_hexagon.application.commands.tasks.complete_task import (
    CompleteTask,
    CompleteTaskCommand,
)
from business_hexagon.application.commands.tasks.create_task import CreateTask, CreateTaskCommand
from business_hexagon.application.commands.tasks.update_task import UpdateTask, UpdateTaskCommand
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.errors import AssigneeUnknown, TaskAlreadyCompleted
from business_hexagon.domain.tasks.values import Priority, TaskStatus

from tests.fakes.in_memory_readers import InMemoryTasks, InMemoryUsers
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import MORNING, SteppingClock
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import (
    ADA,
    ADA_ID,
    BOB,
    BOB_ID,
    EVE,
    EVE_ID,
    GUEST,
    KEY,
    PRODUCT_ID,
    STAFF,
    SUPPORT,
    TASK_ID,
    present,
    task,
    user,
)

SUPPORT_ID = UUID(int=8)
_WRITE_ONLY = frozenset({Scope.TASKS_USE, Scope.TASKS_WRITE_ALL})


@pytest.fixture
def writes() -> DisturbedWrites:
    """Ada and Bob have accounts, Eve's is closed; Bob has a task of Ada's."""
    writes = DisturbedWrites()
    writes.put(
        user(),
        user(BOB_ID, email="bob@example.com"),
        user(EVE_ID, email="eve@example.com", is_active=False),
        task(due_at=MORNING),
    )
    return writes


@pytest.fixture
def create_task(writes: DisturbedWrites) -> CreateTask:
    """The use case on that store."""
    return CreateTask(
        users=InMemoryUsers(writes.storage),
        writes=writes,
        ids=SequentialIds(),
        present=present,
    )


@pytest.fixture
def update_task(writes: DisturbedWrites) -> UpdateTask:
    """The use case on that store."""
    return UpdateTask(
        tasks=InMemoryTasks(writes.storage, SteppingClock()), writes=writes, present=present
    )


@pytest.fixture
def complete_task(writes: DisturbedWrites) -> CompleteTask:
    """The use case on that store."""
    return CompleteTask(
        tasks=InMemoryTasks(writes.storage, SteppingClock()),
        writes=writes,
        clock=SteppingClock(),
        present=present,
    )


@pytest.fixture
def assign_task(writes: DisturbedWrites) -> AssignTask:
    """The use case on that store."""
    return AssignTask(
        tasks=InMemoryTasks(writes.storage, SteppingClock()),
        users=InMemoryUsers(writes.storage),
        writes=writes,
        present=present,
    )


async def test_creates_a_task_once(create_task: CreateTask, writes: DisturbedWrites) -> None:
    """The actor is the creator."""
    command = CreateTaskCommand(
        actor=ADA,
        title="Count the lanterns",
        priority=Priority.HIGH,
        assignee_id=ADA_ID,
        due_at=MORNING,
        idempotency=KEY,
    )
    first = await create_task.execute(command)
    again = await create_task.execute(command)

    (created,) = (item for item in writes.tasks.values() if item.id != TASK_ID)
    assert (created.created_by, created.assignee_id, created.due_at) == (ADA_ID, ADA_ID, MORNING)
    assert (again.response, again.replayed) == (first.response, True)


async def test_creates_a_task_for_nobody_yet(create_task: CreateTask) -> None:
    """It may wait for somebody to take it."""
    outcome = await create_task.execute(CreateTaskCommand(actor=ADA, title="Think"))

    assert outcome.version == 1


async def test_refuses_tasks_that_cannot_be(create_task: CreateTask) -> None:
    """Guests, empty titles, unknown and closed accounts."""
    with pytest.raises(PermissionDenied):
        await create_task.execute(CreateTaskCommand(actor=GUEST, title="Think"))
    with pytest.raises(InvalidValue):
        await create_task.execute(CreateTaskCommand(actor=ADA, title=" "))
    for assignee_id in (PRODUCT_ID, EVE_ID):
        with pytest.raises(AssigneeUnknown) as refusal:
            await create_task.execute(
                CreateTaskCommand(actor=STAFF, title="Think", assignee_id=assignee_id),
            )
        assert refusal.value.assignee_id == assignee_id


@pytest.mark.parametrize("assignee_id", [BOB_ID, EVE_ID, PRODUCT_ID])
async def test_customers_give_no_tasks_to_others(
    create_task: CreateTask,
    assign_task: AssignTask,
    writes: DisturbedWrites,
    assignee_id: UUID,
) -> None:
    """The refusal is the same whether there is such an account, an open one, or none."""
    writes.put(task(assignee_id=None))
    with pytest.raises(PermissionDenied, match="tasks:read_all"):
        await create_task.execute(
            CreateTaskCommand(actor=ADA, title="Think", assignee_id=assignee_id)
        )
    with pytest.raises(PermissionDenied, match="tasks:read_all"):
        await assign_task.execute(
            AssignTaskCommand(actor=ADA, task_id=TASK_ID, assignee_id=assignee_id)
        )
    assert assignee_of(writes) is None


async def test_support_gives_its_own_tasks_to_anybody(
    create_task: CreateTask, assign_task: AssignTask, writes: DisturbedWrites
) -> None:
    """Whoever sees everybody's tasks knows who does what."""
    await create_task.execute(CreateTaskCommand(actor=SUPPORT, title="Think", assignee_id=BOB_ID))
    (created,) = (item for item in writes.tasks.values() if item.id != TASK_ID)
    await assign_task.execute(
        AssignTaskCommand(actor=SUPPORT, task_id=created.id, assignee_id=ADA_ID)
    )
    assert writes.tasks[created.id].assignee_id == ADA_ID


async def test_support_sees_everybodys_tasks_and_changes_none(
    update_task: UpdateTask,
    complete_task: CompleteTask,
    assign_task: AssignTask,
    writes: DisturbedWrites,
) -> None:
    """To see and to change are two scopes; who has the second alone sees nothing to change."""
    writer = Actor.of_user(SUPPORT_ID, Role.ADMIN, scopes=_WRITE_ONLY)
    for actor, error in ((SUPPORT, PermissionDenied), (writer, NotFound)):
        with pytest.raises(error):
            await update_task.execute(UpdateTaskCommand(actor=actor, task_id=TASK_ID, title="Mine"))
        with pytest.raises(error):
            await complete_task.execute(CompleteTaskCommand(actor=actor, task_id=TASK_ID))
        with pytest.raises(error):
            await assign_task.execute(
                AssignTaskCommand(actor=actor, task_id=TASK_ID, assignee_id=None)
            )
    assert writes.tasks[TASK_ID].version == 1


@pytest.mark.parametrize("actor", [ADA, BOB, STAFF])
async def test_lets_creator_assignee_and_staff_act(
    update_task: UpdateTask,
    writes: DisturbedWrites,
    actor: Actor,
) -> None:
    """They are whom it concerns."""
    outcome = await update_task.execute(
        UpdateTaskCommand(actor=actor, task_id=TASK_ID, title="Visit", expected_version=1),
    )

    stored = writes.tasks[TASK_ID]
    assert (outcome.version, stored.title, stored.due_at) == (2, "Visit", MORNING)


async def test_takes_a_due_time_away(update_task: UpdateTask, writes: DisturbedWrites) -> None:
    """None is an answer too."""
    await update_task.execute(UpdateTaskCommand(actor=ADA, task_id=TASK_ID, due_at=None))

    assert writes.tasks[TASK_ID].due_at is None


async def test_hides_tasks_from_everybody_else(
    update_task: UpdateTask,
    complete_task: CompleteTask,
    assign_task: AssignTask,
) -> None:
    """As if there were none."""
    with pytest.raises(NotFound):
        await update_task.execute(UpdateTaskCommand(actor=EVE, task_id=TASK_ID, title="Mine"))
    with pytest.raises(NotFound):
        await complete_task.execute(CompleteTaskCommand(actor=EVE, task_id=TASK_ID))
    with pytest.raises(NotFound):
        await assign_task.execute(
            AssignTaskCommand(actor=EVE, task_id=TASK_ID, assignee_id=ADA_ID),
        )
    with pytest.raises(NotFound):
        await complete_task.execute(CompleteTaskCommand(actor=ADA, task_id=PRODUCT_ID))


async def test_completes_once(complete_task: CompleteTask, writes: DisturbedWrites) -> None:
    """With who and when."""
    await complete_task.execute(CompleteTaskCommand(actor=BOB, task_id=TASK_ID))

    stored = writes.tasks[TASK_ID]
    assert (stored.status, stored.completed_by, stored.completed_at) == (
        TaskStatus.COMPLETED,
        BOB_ID,
        MORNING,
    )
    with pytest.raises(TaskAlreadyCompleted):
        await complete_task.execute(CompleteTaskCommand(actor=BOB, task_id=TASK_ID))


async def test_gives_the_first_answer_again_although_it_is_done(
    complete_task: CompleteTask,
) -> None:
    """The client that lost its answer must not see that it was too late."""
    command = CompleteTaskCommand(actor=BOB, task_id=TASK_ID, idempotency=KEY)
    first = await complete_task.execute(command)
    again = await complete_task.execute(command)

    assert (again.response, again.replayed) == (first.response, True)


async def test_is_completed_by_persons_only(complete_task: CompleteTask) -> None:
    """Our own processes do no tasks."""
    with pytest.raises(PermissionDenied):
        await complete_task.execute(CompleteTaskCommand(actor=SYSTEM, task_id=TASK_ID))


async def test_gives_a_task_to_somebody_and_to_nobody(
    assign_task: AssignTask,
    writes: DisturbedWrites,
) -> None:
    """Who lost it no longer sees it."""
    await assign_task.execute(
        AssignTaskCommand(actor=STAFF, task_id=TASK_ID, assignee_id=ADA_ID, expected_version=1),
    )
    assert writes.tasks[TASK_ID].assignee_id == ADA_ID
    with pytest.raises(NotFound):
        await assign_task.execute(
            AssignTaskCommand(actor=BOB, task_id=TASK_ID, assignee_id=BOB_ID),
        )

    await assign_task.execute(AssignTaskCommand(actor=ADA, task_id=TASK_ID, assignee_id=None))
    assert assignee_of(writes) is None


def assignee_of(writes: DisturbedWrites) -> object:
    """Who has the task now."""
    return writes.tasks[TASK_ID].assignee_id


async def test_refuses_stale_versions_and_closed_accounts(assign_task: AssignTask) -> None:
    """Nothing is written then."""
    with pytest.raises(VersionConflict):
        await assign_task.execute(
            AssignTaskCommand(actor=ADA, task_id=TASK_ID, assignee_id=ADA_ID, expected_version=9),
        )
    with pytest.raises(AssigneeUnknown):
        await assign_task.execute(
            AssignTaskCommand(actor=STAFF, task_id=TASK_ID, assignee_id=EVE_ID),
        )
