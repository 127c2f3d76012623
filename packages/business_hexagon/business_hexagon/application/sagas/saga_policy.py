"""How patient sagas are."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class SagaPolicy:
    """Deadlines of sagas.

    Attributes:
        step_time: how long a step may take before the sweeper resumes it.
        charge_inquiries: how often the gateway is asked about a charge that it has not decided,
            one `step_time` apart, before the charge is voided: the final deadline.
        step_attempts: how often the sweeper takes a step of any other saga in vain; the last time
            the step is given up, and undone with those before it.
    """

    step_time: timedelta = timedelta(seconds=30)
    charge_inquiries: int = 5
    step_attempts: int = 5

    def deadline(self, now: datetime) -> datetime:
        """When a step that begins now is overdue."""
        return now + self.step_time
