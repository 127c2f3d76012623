"""Everything that a saga made of steps needs, without a server."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import ApplicationError
from business_hexagon.application.event_handlers.when_saga_step_requested_take_turn import (
    WhenSagaStepRequestedTakeTurn,
)
from business_hexagon.application.event_handlers.when_step_saga_overdue_resume_it import (
    WhenStepSagaOverdueResumeIt,
)
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.application.sagas.stepwise.facts import Facts
from business_hexagon.application.sagas.stepwise.saga_definition import (
    DrivenSaga,
    SagaDefinitions,
)
from business_hexagon.application.sagas.stepwise.start_saga import StartSaga
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.application.sagas.stepwise.step_saga_events import SagaStepRequested
from business_hexagon.application.sagas.stepwise.step_saga_turns import StepSagaTurns
from business_hexagon.domain.errors import DomainError
from business_hexagon.domain.identity.role import Role

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_step_sagas import InMemoryStepSagas
from tests.fakes.in_memory_storage import InMemoryStorage
from tests.fakes.pausing_ports import PausingStepSagas, PausingWrites
from tests.fakes.recording_lost_turns import RecordingLostTurns
from tests.fakes.saga_handlers import incoming
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import SteppingClock

STARTER: Final = Actor(user_id=UUID(int=2), role=Role.STAFF)
STAGE_POLICY: Final = SagaPolicy(step_attempts=2)
LEASE: Final = timedelta(seconds=1)


def shown(saga: StepSaga) -> bytes:
    """Render a saga so that a test can recognise it."""
    return str(saga.id).encode()


class SagaStage:
    """Starts sagas of one kind, delivers their events and sweeps.

    Args:
        definition: The saga.
        pausing: Whether turns pause at every call, to be interleaved and killed there.
    """

    def __init__(self, definition: DrivenSaga, *, pausing: bool = False) -> None:
        self.definition = definition
        self.storage = InMemoryStorage()
        self.clock = SteppingClock()
        self.writes = InMemoryAtomicWrites(self.storage, self.clock)
        self.sagas = InMemoryStepSagas(self.storage, self.clock)
        self.lost = RecordingLostTurns()
        self.turns = StepSagaTurns(
            sagas=PausingStepSagas(self.sagas) if pausing else self.sagas,
            writes=PausingWrites(self.writes) if pausing else self.writes,
            definitions=SagaDefinitions([definition]),
            clock=self.clock,
            policy=STAGE_POLICY,
            lost=self.lost,
        )
        self.handler = WhenSagaStepRequestedTakeTurn(self.turns)
        self.sweeper = WhenStepSagaOverdueResumeIt(self.turns)
        self.start = StartSaga(
            writes=self.writes,
            ids=SequentialIds(),
            clock=self.clock,
            policy=STAGE_POLICY,
            present=shown,
        )

    async def begin(self, subject: Facts) -> UUID:
        """Start a saga; returns its id."""
        outcome = await self.start.begin(STARTER, self.definition.plan, subject, None)
        return UUID(outcome.response.decode())

    async def deliver(self, recorded: RecordedEvent) -> None:
        """Hand an event to its handler; what is no request is nobody's here."""
        if isinstance(recorded.event, SagaStepRequested):
            await self.handler.handle(incoming(recorded.event, recorded))

    async def deliver_next(self) -> None:
        """Hand over the oldest undelivered event; it stays when that fails."""
        recorded = self.storage.outbox[0]
        await self.deliver(recorded)
        self.storage.outbox.remove(recorded)

    async def settle(self) -> None:
        """Deliver until nothing is left."""
        while self.storage.outbox:
            await self.deliver_next()

    async def sweep(self) -> list[ApplicationError | DomainError]:
        """Let the deadlines pass and the sweeper work once; returns what failed."""
        self.clock.advance(STAGE_POLICY.step_time)
        failures: list[ApplicationError | DomainError] = []
        for saga_id in await self.sagas.claim_overdue(100, LEASE):
            try:
                await self.sweeper.handle(saga_id)
            except (ApplicationError, DomainError) as error:
                failures.append(error)
        return failures

    def saga(self, saga_id: UUID) -> StepSaga:
        """The saga as it is stored now."""
        saga = self.storage.one(StepSaga, saga_id)
        if saga is None:
            raise AssertionError(f"no saga {saga_id}")
        return saga

    def requested(self, saga_id: UUID) -> list[str]:
        """Names of the steps whose turn it was, those to be undone after a minus."""
        return [
            f"-{event.step}" if event.undo else event.step
            for recorded in self.storage.streams[f"step_saga/{saga_id}"]
            if isinstance(event := recorded.event, SagaStepRequested)
        ]

    def told(self, saga_id: UUID) -> list[str]:
        """Types of all events of a saga, in the order of writing."""
        stream = self.storage.streams[f"step_saga/{saga_id}"]
        return [recorded.event.event_type for recorded in stream]
