"""A saga as the worker puts it together."""

from dataclasses import dataclass

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
