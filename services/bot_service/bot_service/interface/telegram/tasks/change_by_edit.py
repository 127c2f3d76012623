"""An edited `/task …` changes the task that it became."""

from datetime import UTC, datetime

from aiogram.filters import CommandObject
from aiogram.types import Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.tasks.update_task import UpdateTask, UpdateTaskCommand
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.screen import answer_with
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.tasks.reading import read_words
from bot_service.interface.telegram.tasks.shown_task import ShownTask
from bot_service.interface.telegram.tasks.task_reader import TaskReader


@inject
async def change_task_by_edit(
    message: Message,
    *,
    command: CommandObject,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    update_task: FromDishka[UpdateTask],
    clock: FromDishka[Clock],
) -> None:
    """Change what the task says to what the message says now."""
    task_id = session.task_messages.get(message.message_id)
    if task_id is None:
        await message.answer(_("I do not know any more which task that was. /tasks shows them."))
        return
    reader = TaskReader.of(identity, language, clock)
    said_at = datetime.fromtimestamp(message.edit_date or message.date.timestamp(), UTC)
    read = await read_words(command.args or "", said_at, reader.zone)
    if not read.title:
        await message.answer(_("I left the task as it was: a task needs a few words."))
        return
    if read.due_at is not None and read.due_at <= said_at:
        await message.answer(_("I left the task as it was: that time has passed."))
        return
    outcome = await update_task.execute(
        UpdateTaskCommand(
            actor=reader.actor,
            task_id=task_id,
            title=read.title,
            description=read.description,
            priority=read.priority,
            due_at=read.due_at,
            idempotency=update_claim(event_update, "update_task", message.text),
        )
    )
    task = ShownTask.model_validate_json(outcome.response)
    await answer_with(message, reader.card(task, _("Changed!")))
