"""`Mailer` that keeps what it was given."""

from collections import deque
from typing import TYPE_CHECKING

from business_hexagon.application.ports.mailer import MailMessage

if TYPE_CHECKING:
    from business_hexagon.application.errors import MailRejected, MailUnavailable


class RecordingMailer:
    """Implements `Mailer`.

    Attributes:
        sent: Every message that was taken.
        troubles: Errors of the next attempts; `None` goes well.
    """

    def __init__(self, *, is_configured: bool = True) -> None:
        self._is_configured = is_configured
        self.sent: list[MailMessage] = []
        self.troubles: deque[MailRejected | MailUnavailable | None] = deque()

    @property
    def is_configured(self) -> bool:
        """See `Mailer.is_configured`."""
        return self._is_configured

    async def send(self, message: MailMessage) -> None:
        """See `Mailer.send`."""
        trouble = self.troubles.popleft() if self.troubles else None
        if trouble is not None:
            raise trouble
        self.sent.append(message)
