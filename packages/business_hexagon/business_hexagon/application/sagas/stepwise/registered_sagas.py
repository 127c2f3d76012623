"""Every saga made of steps that this release carries out: the one table of them."""

from dataclasses import dataclass
from typing import Final

from business_hexagon.application.sagas.stepwise.saga_definition import DrivenSaga


@dataclass(frozen=True, slots=True)
class RegisteredSaga:
    """A saga's definition with what it is made of; each part is made once, of its ports.

    Attributes:
        definition: carries it out; its steps are its arguments.
        steps: classes of the steps.
    """

    definition: type[DrivenSaga]
    steps: tuple[type, ...]


REGISTERED_SAGAS: Final[tuple[RegisteredSaga, ...]] = (
    # quintet new: sagas
)
