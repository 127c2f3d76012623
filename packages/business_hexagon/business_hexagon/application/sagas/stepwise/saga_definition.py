"""A saga's plan with the steps that carry it out."""

from collections.abc import Callable, Sequence
from typing import Protocol

from business_hexagon.application.errors import NotFound
from business_hexagon.application.sagas.stepwise.facts import Facts
from business_hexagon.application.sagas.stepwise.saga_plan import SagaPlan
from business_hexagon.application.sagas.stepwise.saga_step import SagaStep, SagaTurn, StepEffect
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga


class DrivenSaga(Protocol):
    """A definition, whatever its subject."""

    @property
    def plan(self) -> SagaPlan:
        """Its name and the order of its steps."""
        ...

    async def take(self, saga: StepSaga) -> StepEffect:
        """Take or undo the step whose turn it is, whichever the saga awaits."""
        ...


class SagaDefinition[SubjectT]:
    """Carries out one kind of saga.

    Args:
        plan: its name and the order of its steps.
        subject_of: makes the subject of its facts; it knows those of earlier releases, too.
        steps: in the order of the plan.

    Raises:
        ValueError: the steps are not those of the plan.
    """

    def __init__(
        self,
        plan: SagaPlan,
        subject_of: Callable[[Facts], SubjectT],
        steps: tuple[SagaStep[SubjectT], ...],
    ) -> None:
        names = tuple(step.name for step in steps)
        if names != plan.steps:
            raise ValueError(f"{plan.saga} has the steps {plan.steps}, not {names}")
        self._plan = plan
        self._subject_of = subject_of
        self._steps = {step.name: step for step in steps}

    @property
    def plan(self) -> SagaPlan:
        """Its name and the order of its steps."""
        return self._plan

    async def take(self, saga: StepSaga) -> StepEffect:
        """Take or undo the step whose turn it is.

        Raises:
            KeyError: the saga stands at none of the plan's steps; `SagaDefinitions.of` looks first.
            DomainError: as the step says.
            ApplicationError: as the step says.
        """
        step = self._steps[saga.step or ""]
        turn = SagaTurn(
            saga_id=saga.id,
            key=turn_key(saga),
            act_key=act_key(saga),
            subject=self._subject_of(saga.subject),
            facts={one.step: one.facts for one in saga.done},
        )
        return await (step.undo(turn) if saga.goes_back else step.act(turn))


class SagaDefinitions:
    """Every definition of this release, by the name of its saga.

    Args:
        definitions: all of them.
    """

    def __init__(self, definitions: Sequence[DrivenSaga]) -> None:
        self._by_name = {one.plan.saga: one for one in definitions}

    def of(self, saga: StepSaga) -> DrivenSaga:
        """The definition of a saga that is not over.

        Raises:
            NotFound: this release has none, or none of its steps is the saga's.
        """
        found = self._by_name.get(saga.saga)
        if found is None or saga.step not in found.plan.steps:
            raise NotFound("saga_step", f"{saga.saga}/{saga.step}")
        return found


def turn_key(saga: StepSaga) -> str:
    """The idempotency key of the present turn of a saga."""
    return f"{act_key(saga)}:undo" if saga.goes_back else act_key(saga)


def act_key(saga: StepSaga) -> str:
    """The idempotency key under which the present step is taken."""
    return f"{saga.id}:{saga.step}"
