"""How an event becomes a mail, rarely two, and a record of each."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import MailRejected
from business_hexagon.application.event_handlers.consumers import NOTIFICATIONS
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.mailer import Mailer, MailMessage
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.notifications.notification import (
    Channel,
    Notification,
    NotificationStatus,
)
from business_hexagon.domain.values.person_key import person_key

LONGEST_REASON: Final = 255
NOBODY: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What to tell whom.

    Attributes:
        template: name of the text, for the record.
        recipient: address; nothing when there is nobody to tell.
        subject: one line.
        body: text.
        order_id: the order that it is about.
        task_id: the task that it is about.
    """

    template: str
    recipient: str | None
    subject: str
    body: str
    order_id: UUID | None = None
    task_id: UUID | None = None


class MailNotifier:
    """Sends the mails of an event and records them together.

    Mail cannot join a transaction. So each event's mail is sent at least once, and once only as
    long as the process is not killed between sending and recording: an event that comes again is
    known by its inbox record, and a mail that was sent but could not be recorded (the data service
    was away) is remembered here and only recorded the next time. For the case that is left, the
    Message-ID is made of the event's id: a receiver sees that both mails are the same one.
    """

    def __init__(self, *, mailer: Mailer, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._mailer = mailer
        self._writes = writes
        self._ids = ids
        self._unrecorded: dict[UUID, list[Notification]] = {}

    async def is_done(self, incoming: IncomingEvent[DomainEvent]) -> bool:
        """Whether this event's mail needs no sending, because it is recorded already.

        Without a mail server nothing can be sent twice, so nothing is asked: the claim of the
        record is enough.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        if not self._mailer.is_configured:
            return False
        inbox = incoming.inbox(NOTIFICATIONS)
        return await self._writes.recall(inbox.scope, inbox.key) is not None

    async def deliver(self, incoming: IncomingEvent[DomainEvent], *letters: Letter) -> None:
        """Send the letters and record what became of them.

        Raises:
            MailUnavailable: the mail server does not answer; nothing is recorded, try again later.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        event_id = incoming.event_id
        sent = self._unrecorded.get(event_id, [])
        for place, letter in enumerate(letters[len(sent) :], start=len(sent)):
            message_id = f"{event_id}.{place}" if place else str(event_id)
            sent.append(await self._send(message_id, letter))
            self._unrecorded[event_id] = sent
        await self._writes.commit(
            Change(notifications=tuple(sent), idempotency=incoming.inbox(NOTIFICATIONS)),
        )
        self._unrecorded.pop(event_id, None)

    async def _send(self, message_id: str, letter: Letter) -> Notification:
        if letter.recipient is None:
            return self._record_of(letter, NotificationStatus.SKIPPED, "nobody to tell")
        if not self._mailer.is_configured:
            return self._record_of(letter, NotificationStatus.SKIPPED, "no mail server configured")
        message = MailMessage(
            message_id=message_id,
            recipient=letter.recipient,
            subject=letter.subject,
            body=letter.body,
        )
        try:
            await self._mailer.send(message)
        except MailRejected as error:
            # Mail servers like to repeat the address in what they say.
            reason = error.reason.replace(letter.recipient, "<recipient>")[:LONGEST_REASON]
            return self._record_of(letter, NotificationStatus.FAILED, reason)
        return self._record_of(letter, NotificationStatus.SENT, None)

    def _record_of(
        self,
        letter: Letter,
        status: NotificationStatus,
        reason: str | None,
    ) -> Notification:
        return Notification(
            id=self._ids.new(),
            channel=Channel.MAIL,
            template=letter.template,
            recipient_key=NOBODY if letter.recipient is None else person_key(letter.recipient),
            status=status,
            reason=reason,
            order_id=letter.order_id,
            task_id=letter.task_id,
        )
