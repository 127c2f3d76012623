"""Sending mail."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessage:
    """A mail of plain text.

    Attributes:
        message_id: left part of the Message-ID header; the same for a repeated attempt, so that
            a mail server can drop the double.
        recipient: address; kept out of representations, since logs hold no personal data.
        subject: one line.
        body: text.
    """

    message_id: str
    recipient: str = field(repr=False)
    subject: str
    body: str = field(repr=False)


class Mailer(Protocol):
    """Sends mail."""

    @property
    def is_configured(self) -> bool:
        """Whether there is a mail server; without one notifications are recorded as skipped."""
        ...

    async def send(self, message: MailMessage) -> None:
        """Hand a message to the mail server.

        Raises:
            MailRejected: refused for good.
            MailUnavailable: not now; try again later.
        """
        ...
