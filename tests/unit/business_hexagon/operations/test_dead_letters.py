"""Looking at dead letters, sending them back, throwing them away: for administrators, audited."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.operations.discard_dead_letter import (
    DiscardDeadLetter,
    DiscardDeadLetterCommand,
)
from business_hexagon.application.commands.operations.redrive_all_dead_letters import (
    RedriveAllDeadLetters,
    RedriveAllDeadLettersCommand,
)
from business_hexagon.application.commands.operations.redrive_dead_letter import (
    RedriveDeadLetter,
    RedriveDeadLetterCommand,
)
from business_hexagon.application.ports.dead_letter_audit import DeadLetterAct
from business_hexagon.application.ports.dead_letters import DeadLetter
from business_hexagon.application.queries.operations.count_dead_letters import (
    CountDeadLetters,
    CountDeadLettersQuery,
)
from business_hexagon.application.queries.operations.list_dead_letters import (
    ListDeadLetters,
    ListDeadLettersQuery,
)
from business_hexagon.application.queries.operations.show_dead_letter import (
    ShowDeadLetter,
    ShowDeadLetterQuery,
)
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role

from tests.fakes.in_memory_dead_letters import InMemoryDeadLetters, RecordingAudit
from tests.unit.business_hexagon.memory.people import STAFF

ADMIN = Actor(UUID(int=99), Role.ADMIN, "request_1")
SAGA = "worker_order_saga"
WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def letter(dead_letter_id: str) -> DeadLetter:
    """A dead letter of the saga."""
    return DeadLetter(
        dead_letter_id=dead_letter_id,
        consumer=SAGA,
        event_type="order.created",
        aggregate="order/1",
        reason="attempts_exhausted",
        error="boom",
        attempts=5,
        first_failed_at=WHEN,
        last_failed_at=WHEN,
        redriven=0,
        body=b"{}",
    )


@pytest.fixture
def letters() -> InMemoryDeadLetters:
    """Two dead letters of the saga, none of the refunds."""
    return InMemoryDeadLetters({SAGA: [letter("1"), letter("2")], "worker_refunds": []})


@pytest.fixture
def audit() -> RecordingAudit:
    """An empty audit."""
    return RecordingAudit()


async def test_counts_tell_every_consumer(letters: InMemoryDeadLetters) -> None:
    """A glance at all of them is not audited: it shows no message."""
    counts = await CountDeadLetters(letters).execute(CountDeadLettersQuery(ADMIN))
    assert counts == {SAGA: 2, "worker_refunds": 0}


async def test_a_list_is_bounded_and_audited(
    letters: InMemoryDeadLetters, audit: RecordingAudit
) -> None:
    """Messages tell of people, so looking leaves a trace."""
    found = await ListDeadLetters(letters, audit).execute(ListDeadLettersQuery(ADMIN, SAGA, 1))
    assert [one.dead_letter_id for one in found] == ["1"]
    assert [(act.act, act.count) for act in audit.acts] == [(DeadLetterAct.INSPECTED, 1)]


async def test_showing_one_is_audited(letters: InMemoryDeadLetters, audit: RecordingAudit) -> None:
    """The trace names the message."""
    shown = await ShowDeadLetter(letters, audit).execute(ShowDeadLetterQuery(ADMIN, SAGA, "2"))
    assert shown == letter("2")
    assert audit.acts[0].dead_letter_id == "2"


async def test_redriving_one_sends_it_back(
    letters: InMemoryDeadLetters, audit: RecordingAudit
) -> None:
    """The others stay."""
    await RedriveDeadLetter(letters, audit).execute(RedriveDeadLetterCommand(ADMIN, SAGA, "1"))
    assert letters.redriven == [letter("1")]
    assert (await letters.counts())[SAGA] == 1
    assert audit.acts[0].act is DeadLetterAct.REDRIVEN


async def test_redriving_all_tells_how_many(
    letters: InMemoryDeadLetters, audit: RecordingAudit
) -> None:
    """All that are there go back, oldest first."""
    use_case = RedriveAllDeadLetters(letters, audit)
    assert await use_case.execute(RedriveAllDeadLettersCommand(ADMIN, SAGA)) == 2
    assert letters.redriven == [letter("1"), letter("2")]
    assert audit.acts[0].count == 2


async def test_discarding_throws_one_away(
    letters: InMemoryDeadLetters, audit: RecordingAudit
) -> None:
    """It is not redriven."""
    await DiscardDeadLetter(letters, audit).execute(DiscardDeadLetterCommand(ADMIN, SAGA, "1"))
    assert letters.redriven == []
    assert (await letters.counts())[SAGA] == 1
    assert audit.acts[0].act is DeadLetterAct.DISCARDED


ATTEMPTS: dict[str, Callable[[InMemoryDeadLetters, RecordingAudit], Awaitable[object]]] = {
    "count": lambda found, _: CountDeadLetters(found).execute(CountDeadLettersQuery(STAFF)),
    "list": lambda found, audit: ListDeadLetters(found, audit).execute(
        ListDeadLettersQuery(STAFF, SAGA)
    ),
    "show": lambda found, audit: ShowDeadLetter(found, audit).execute(
        ShowDeadLetterQuery(STAFF, SAGA, "1")
    ),
    "redrive": lambda found, audit: RedriveDeadLetter(found, audit).execute(
        RedriveDeadLetterCommand(STAFF, SAGA, "1")
    ),
    "redrive_all": lambda found, audit: RedriveAllDeadLetters(found, audit).execute(
        RedriveAllDeadLettersCommand(STAFF, SAGA)
    ),
    "discard": lambda found, audit: DiscardDeadLetter(found, audit).execute(
        DiscardDeadLetterCommand(STAFF, SAGA, "1")
    ),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_staff_may_not(
    attempt: str, letters: InMemoryDeadLetters, audit: RecordingAudit
) -> None:
    """Only administrators may; a refused attempt changes nothing."""
    with pytest.raises(PermissionDenied):
        await ATTEMPTS[attempt](letters, audit)
    assert (await letters.counts())[SAGA] == 2
    assert audit.acts == []
