"""Who reads tasks in a chat, and how they are shown there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.application.queries.tasks.get_task import GetTask, GetTaskQuery
from business_hexagon.domain.identity.scope import Scope

from bot_service.interface.telegram.screen import Screen, redraw
from bot_service.interface.telegram.tasks.shown_task import ShownTask
from bot_service.interface.telegram.tasks.task_screens import task_screen
from bot_service.interface.telegram.tasks.time_zones import zone_of


@dataclass(frozen=True, slots=True)
class TaskReader:
    """Somebody who looks at tasks.

    Attributes:
        actor: Who.
        zone: His time zone.
        now: The time now.
    """

    actor: Actor
    zone: ZoneInfo
    now: datetime

    @classmethod
    def of(cls, identity: ChatIdentity, language: str, clock: Clock) -> "TaskReader":
        """Whoever writes in the chat."""
        return cls(identity.actor, zone_of(identity, language), clock.now())

    async def find(self, get_task: GetTask, task_id: UUID) -> ShownTask:
        """The task as it is now.

        Raises:
            PermissionDenied: He is no user.
            NotFound: There is no such task, or he may not know of it.
            StorageUnavailable: The data service does not answer.
        """
        found = await get_task.execute(GetTaskQuery(self.actor, task_id))
        return ShownTask.model_validate_json(found.content)

    def card(self, task: ShownTask, heading: str = "") -> Screen:
        """The task's card."""
        return task_screen(
            task,
            self.actor.user_id,
            self.now,
            self.zone,
            heading,
            may_change=self._may_change(task),
        )

    def _may_change(self, task: ShownTask) -> bool:
        """Whether buttons that change it are of use; what they lead to decides for itself."""
        is_own = self.actor.user_id in {task.created_by, task.assignee_id}
        return is_own or self.actor.has(Scope.TASKS_WRITE_ALL)

    async def redraw(self, callback: CallbackQuery, task: ShownTask) -> None:
        """Show the card where the button was."""
        await redraw(callback, self.card(task))
