"""The order of a saga's steps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SagaPlan:
    """Whoever starts a saga needs to know this much of it.

    Sagas under way stand at these names: a step that was renamed or taken out leaves them stuck
    (the sweeper tells of each), so add steps, and rename one only when no saga stands there.

    Attributes:
        saga: name of the saga, snake_case.
        steps: names of its steps, in the order in which they are taken; at least one.
    """

    saga: str
    steps: tuple[str, ...]

    def after(self, step: str) -> str | None:
        """The step that follows; nothing after the last."""
        following = self.steps.index(step) + 1
        return self.steps[following] if following < len(self.steps) else None
