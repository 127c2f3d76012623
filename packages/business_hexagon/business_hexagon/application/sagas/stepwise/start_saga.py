"""How a saga made of steps begins, whichever it is."""

from business_hexagon.application.actor import Actor
from business_hexagon.application.once import answer_once, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.application.sagas.stepwise.facts import Facts
from business_hexagon.application.sagas.stepwise.saga_plan import SagaPlan
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.domain.identity.scope import Scope


class StartSaga:
    """Stores a new saga; its first step is taken by whoever hears of it."""

    def __init__(
        self,
        *,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        policy: SagaPolicy,
        present: Present[StepSaga],
    ) -> None:
        self._writes = writes
        self._ids = ids
        self._clock = clock
        self._policy = policy
        self._present = present

    async def begin(
        self, actor: Actor, plan: SagaPlan, subject: Facts, idempotency: Idempotency | None
    ) -> Outcome:
        """Start the saga.

        Args:
            actor: who starts it.
            plan: which saga.
            subject: what it is about.
            idempotency: the claim that this happens once.

        Raises:
            PermissionDenied: the actor lacks `processes:start`.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        actor.require(Scope.PROCESSES_START)

        async def attempt() -> Outcome:
            saga = StepSaga.begin(
                self._ids.new(),
                plan,
                subject,
                started_by=actor.user_id,
                deadline_at=self._policy.deadline(self._clock.now()),
            )
            return await save_once(self._writes, saga, self._present(saga), idempotency)

        return await answer_once(self._writes, idempotency, attempt)
