"""Which way a saga goes."""

from enum import StrEnum


class SagaStatus(StrEnum):
    """Forward, backward, or nowhere any more; the last two are ends."""

    RUNNING = "running"
    COMPENSATING = "compensating"
    COMPLETED = "completed"
    COMPENSATED = "compensated"
