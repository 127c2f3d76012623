"""When a task is due, remind who has to do it."""

from datetime import UTC

from business_hexagon.application.event_handlers.mail_notifier import Letter, MailNotifier
from business_hexagon.application.event_handlers.recipients import address_of
from business_hexagon.application.ports.incoming_event import IncomingEvent
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.tasks.events import TaskDue


class WhenTaskDueRemindAssignee:
    """Sends a reminder to the assignee, or to the creator of a task that nobody has."""

    def __init__(self, *, users: Users, notifier: MailNotifier) -> None:
        self._users = users
        self._notifier = notifier

    async def handle(self, incoming: IncomingEvent[TaskDue]) -> None:
        """Remind the person, once for each due time.

        Raises:
            MailUnavailable: the mail server does not answer.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        if await self._notifier.is_done(incoming):
            return
        event = incoming.event
        person = event.created_by if event.assignee_id is None else event.assignee_id
        due_at = event.due_at.astimezone(UTC)
        letter = Letter(
            template="task_due",
            recipient=await address_of(self._users, person, None),
            subject=f"Due now: {event.title}",
            body=f"Hello,\n\nthis task was due at {due_at:%Y-%m-%d %H:%M} UTC:\n{event.title}\n",
            task_id=event.task_id,
        )
        await self._notifier.deliver(incoming, letter)
