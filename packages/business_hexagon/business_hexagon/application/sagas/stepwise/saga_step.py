"""What a step of a saga is: an act and its compensation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol
from uuid import UUID

from business_hexagon.application.ports.atomic_writes import Saved
from business_hexagon.application.sagas.stepwise.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class SagaTurn[SubjectT]:
    """What a step is given.

    Attributes:
        saga_id: which saga.
        key: the idempotency key of this act of this step: the same however often it is repeated.
        act_key: the key under which the step is taken; the same when it is undone, where `key` is
            another.
        subject: what the saga is about.
        facts: what the steps that are not undone said that they did, by name of the step; when a
            step is undone, its own are among them, empty when nobody knows whether it was taken.
    """

    saga_id: UUID
    key: str
    act_key: str
    subject: SubjectT
    facts: Mapping[str, Facts]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEffect:
    """What a step did.

    Attributes:
        facts: what later steps, its own compensation and whoever looks need to know: under names in
            snake_case, texts of at most 4,000 characters, nothing secret.
        saves: aggregates that it changed; stored in one transaction with the saga.
    """

    facts: Facts = field(default_factory=dict)
    saves: tuple[Saved, ...] = ()


class SagaStep[SubjectT](Protocol):
    """One step of a saga about a subject.

    A step may be repeated at any time: its process can die after it acted and before that was
    stored. What it changes here goes into the effect; what it changes elsewhere happens under the
    turn's key, so that a repeated call finds the first one's result.

    It may also be undone while a call of it is still under way, in a process that was thought to
    be dead. So `undo` makes `act_key` void wherever the step acts: the late call fails then.

    Attributes:
        name: as the plan has it.
    """

    name: ClassVar[str]

    async def act(self, turn: SagaTurn[SubjectT]) -> StepEffect:
        """Take the step.

        Raises:
            DomainError: refused for good, with nothing done: what was done before is undone.
            ApplicationError: not now. It is tried again, and after many attempts given up: then
                this step is undone, too. So is one whose effect cannot be written.
        """
        ...

    async def undo(self, turn: SagaTurn[SubjectT]) -> StepEffect:
        """Make it as if the step had never been taken, and see that it never will be.

        When it was not taken, there is only `act_key` to be made void.

        Raises:
            DomainError: it cannot be undone: tried again, until somebody has looked.
            ApplicationError: not now.
        """
        ...
