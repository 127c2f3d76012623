"""Where an order saga stands."""

from enum import StrEnum
from typing import Final


class SagaStep(StrEnum):
    """What the saga does next; the last two are ends."""

    RESERVING = "reserving"
    CHARGING = "charging"
    CONFIRMING = "confirming"
    COMPENSATING = "compensating"
    COMPLETED = "completed"
    COMPENSATED = "compensated"


BEFORE_PAYMENT: Final = frozenset({SagaStep.RESERVING, SagaStep.CHARGING})
"""Steps at which the gateway's decision is not known yet."""

HOLDING_STOCK: Final = frozenset({SagaStep.CHARGING, SagaStep.CONFIRMING, SagaStep.COMPENSATING})
"""Steps at which pieces are set aside for the order."""
