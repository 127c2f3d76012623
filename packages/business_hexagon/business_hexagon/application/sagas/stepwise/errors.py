"""Rules of sagas made of steps that can be broken."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class StepRefused(DomainError):
    """A step was not and will not be taken; for reasons that need no error of their own.

    Attributes:
        reason: why, a code in snake_case; whoever looks at the saga sees it.
    """

    code: ClassVar[str] = "step_refused"
    reason: str


@dataclass(eq=False)
class StepSagaTransitionRefused(DomainError):
    """The saga does not stand where this could happen; its turn should have looked first.

    Attributes:
        saga_id: which saga.
        status: which way it goes.
        wanted: the status that it would have to have.
    """

    code: ClassVar[str] = "step_saga_transition_refused"
    saga_id: UUID
    status: str
    wanted: str
