"""Rules of sagas that can be broken."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class SagaTransitionRefused(DomainError):
    """The saga is at no step for this; a handler should have looked first.

    Attributes:
        order_id: the saga's order.
        step: where it stands.
        wanted: what was wanted.
    """

    code: ClassVar[str] = "saga_transition_refused"
    order_id: UUID
    step: str
    wanted: str
