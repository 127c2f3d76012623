"""Turns of sagas that were passed before they were written, told to whoever looks."""

from typing import Protocol

from business_hexagon.application.sagas.stepwise.step_saga import StepSaga


class LostTurns(Protocol):
    """Tells of them: what such a turn did elsewhere is known to no saga."""

    def tell(self, saga: StepSaga, step: str, *, undo: bool) -> None:
        """Tell of one.

        Args:
            saga: as it stands now.
            step: whose turn it was.
            undo: whether the step was undone; else it was taken.
        """
        ...
