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
from business_hexagon.application.errors import NotFound, StorageUnavailable
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
from business_hexagon.domain.identity.security_act import SecurityActKind

from tests.fakes.in_memory_dead_letters import InMemoryDeadLetters, RecordingAudit
from tests.fakes.sequential_ids import SequentialIds
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import STAFF, SUPPORT

ADMIN = Actor(UUID(int=99), Role.ADMIN, "request_1")
IDS = SequentialIds()
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
def writes() -> DisturbedWrites:
    """An empty store of security acts."""
    return DisturbedWrites()


def acts(writes: DisturbedWrites) -> list[tuple[SecurityActKind, str]]:
    """What the audit holds, in short."""
    return [(one.act.act, one.act.outcome) for one in writes.storage.acts]


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
    letters: InMemoryDeadLetters, audit: RecordingAudit, writes: DisturbedWrites
) -> None:
    """The others stay."""
    await RedriveDeadLetter(letters, audit, writes=writes, ids=IDS).execute(
        RedriveDeadLetterCommand(ADMIN, SAGA, "1")
    )
    assert letters.redriven == [letter("1")]
    assert (await letters.counts())[SAGA] == 1
    assert audit.acts[0].act is DeadLetterAct.REDRIVEN
    assert acts(writes) == [(SecurityActKind.DEAD_LETTER_REDRIVEN, "ok")]


async def test_redriving_all_tells_how_many(
    letters: InMemoryDeadLetters, audit: RecordingAudit, writes: DisturbedWrites
) -> None:
    """All that are there go back, oldest first."""
    use_case = RedriveAllDeadLetters(letters, audit, writes=writes, ids=IDS)
    assert await use_case.execute(RedriveAllDeadLettersCommand(ADMIN, SAGA)) == 2
    assert letters.redriven == [letter("1"), letter("2")]
    assert audit.acts[0].count == 2
    assert acts(writes) == [(SecurityActKind.DEAD_LETTERS_REDRIVEN, "ok")]


async def test_discarding_throws_one_away(
    letters: InMemoryDeadLetters, audit: RecordingAudit, writes: DisturbedWrites
) -> None:
    """It is not redriven."""
    await DiscardDeadLetter(letters, audit, writes=writes, ids=IDS).execute(
        DiscardDeadLetterCommand(ADMIN, SAGA, "1")
    )
    assert letters.redriven == []
    assert (await letters.counts())[SAGA] == 1
    assert audit.acts[0].act is DeadLetterAct.DISCARDED
    assert acts(writes) == [(SecurityActKind.DEAD_LETTER_DISCARDED, "ok")]


async def test_nothing_is_done_that_cannot_be_recorded(
    letters: InMemoryDeadLetters, audit: RecordingAudit, writes: DisturbedWrites
) -> None:
    """The record comes first."""
    writes.lost_before = 1
    use_case = DiscardDeadLetter(letters, audit, writes=writes, ids=IDS)
    with pytest.raises(StorageUnavailable):
        await use_case.execute(DiscardDeadLetterCommand(ADMIN, SAGA, "1"))
    assert (await letters.counts())[SAGA] == 2


async def test_a_deed_that_failed_is_recorded_as_refused(
    letters: InMemoryDeadLetters, audit: RecordingAudit, writes: DisturbedWrites
) -> None:
    """So that the audit does not claim what never happened."""
    use_case = RedriveDeadLetter(letters, audit, writes=writes, ids=IDS)
    with pytest.raises(NotFound):
        await use_case.execute(RedriveDeadLetterCommand(ADMIN, SAGA, "7"))
    assert acts(writes) == [
        (SecurityActKind.DEAD_LETTER_REDRIVEN, "ok"),
        (SecurityActKind.DEAD_LETTER_REDRIVEN, "refused"),
    ]
    assert writes.storage.acts[-1].act.details["reason"] == "not_found"


LOOKS: dict[str, Callable[[Actor, InMemoryDeadLetters, RecordingAudit], Awaitable[object]]] = {
    "count": lambda actor, found, _: CountDeadLetters(found).execute(CountDeadLettersQuery(actor)),
    "list": lambda actor, found, audit: ListDeadLetters(found, audit).execute(
        ListDeadLettersQuery(actor, SAGA)
    ),
    "show": lambda actor, found, audit: ShowDeadLetter(found, audit).execute(
        ShowDeadLetterQuery(actor, SAGA, "1")
    ),
}


@pytest.mark.parametrize("look", LOOKS)
async def test_staff_may_look_and_support_may_not(
    look: str, letters: InMemoryDeadLetters, audit: RecordingAudit
) -> None:
    """It takes `ops:read`."""
    await LOOKS[look](STAFF, letters, audit)
    with pytest.raises(PermissionDenied, match="ops:read"):
        await LOOKS[look](SUPPORT, letters, audit)


DEEDS: dict[
    str, Callable[[InMemoryDeadLetters, RecordingAudit, DisturbedWrites], Awaitable[object]]
] = {
    "redrive": lambda found, audit, writes: RedriveDeadLetter(
        found, audit, writes=writes, ids=IDS
    ).execute(RedriveDeadLetterCommand(STAFF, SAGA, "1")),
    "redrive_all": lambda found, audit, writes: RedriveAllDeadLetters(
        found, audit, writes=writes, ids=IDS
    ).execute(RedriveAllDeadLettersCommand(STAFF, SAGA)),
    "discard": lambda found, audit, writes: DiscardDeadLetter(
        found, audit, writes=writes, ids=IDS
    ).execute(DiscardDeadLetterCommand(STAFF, SAGA, "1")),
}


@pytest.mark.parametrize("deed", DEEDS)
async def test_staff_may_do_nothing_to_them(
    deed: str, letters: InMemoryDeadLetters, audit: RecordingAudit, writes: DisturbedWrites
) -> None:
    """Only administrators may; a refused attempt changes nothing."""
    with pytest.raises(PermissionDenied):
        await DEEDS[deed](letters, audit, writes)
    assert (await letters.counts())[SAGA] == 2
    assert audit.acts == []
    assert acts(writes) == []
