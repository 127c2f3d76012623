"""Lost turns, remembered."""

from business_hexagon.application.sagas.stepwise.step_saga import StepSaga


class RecordingLostTurns:
    """Implements `LostTurns`.

    Attributes:
        told: The steps whose turns were lost, those that were undone after a minus.
    """

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, saga: StepSaga, step: str, *, undo: bool) -> None:
        """See `LostTurns.tell`."""
        assert not saga.awaits(step, undo=undo), "it is not lost"
        self.told.append(f"-{step}" if undo else step)
