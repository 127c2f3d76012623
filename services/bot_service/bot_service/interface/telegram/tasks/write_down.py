"""`/task buy milk tomorrow 9am !high`, and what is asked when something is missing."""

from typing import Final

from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.commands.tasks.create_task import CreateTask, CreateTaskCommand
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.values import Priority
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.claims import update_claim
from bot_service.interface.telegram.screen import answer_with
from bot_service.interface.telegram.session import ChatSession
from bot_service.interface.telegram.tasks.reading import read_words
from bot_service.interface.telegram.tasks.shown_task import ShownTask
from bot_service.interface.telegram.tasks.task_reader import TaskReader
from bot_service.interface.telegram.tasks.task_states import TaskDraft, TaskStates

_REMEMBERED: Final = 20
"""Messages that became tasks, so that an edited one changes its task."""


@inject
async def write_task_down(
    message: Message,
    *,
    command: CommandObject,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    state: FSMContext,
    create_task: FromDishka[CreateTask],
    clock: FromDishka[Clock],
) -> None:
    """Understand what is to be done, and write it down or ask for what is missing."""
    reader = TaskReader.of(identity, language, clock)
    reader.actor.require(Scope.TASKS_USE)  # before asking anything; the use case asks again
    read = await read_words(command.args or "", message.date, reader.zone)
    draft = TaskDraft(
        title=read.title, description=read.description, priority=read.priority, due_at=read.due_at
    )
    if not await is_complete(message, draft, session, state):
        return
    task = await create(message, event_update, reader, draft, create_task)
    _remember(session, message, task)
    await sessions.save(state, session)


@inject
async def hear_title(
    message: Message,
    *,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    state: FSMContext,
    create_task: FromDishka[CreateTask],
    clock: FromDishka[Clock],
) -> None:
    """Take the answer to what is to be done; it may say a time, too."""
    reader = TaskReader.of(identity, language, clock)
    read = await read_words(message.text or "", message.date, reader.zone)
    before = session.task_draft or TaskDraft()
    draft = TaskDraft(
        title=read.title,
        description=read.description or before.description,
        priority=read.priority or before.priority,
        due_at=read.due_at or before.due_at,
    )
    if await is_complete(message, draft, session, state):
        await create(message, event_update, reader, draft, create_task)
        session.end_dialogue(event_update.update_id)
        await sessions.save(state, session)


@inject
async def hear_due_time(
    message: Message,
    *,
    event_update: Update,
    identity: ChatIdentity,
    language: str,
    session: ChatSession,
    state: FSMContext,
    create_task: FromDishka[CreateTask],
    clock: FromDishka[Clock],
) -> None:
    """Take the answer to when a new task is due, for which a time was named that is past."""
    reader = TaskReader.of(identity, language, clock)
    read = await read_words(message.text or "", message.date, reader.zone)
    if read.due_at is None:
        await message.answer(not_understood())
        return
    draft = (session.task_draft or TaskDraft()).model_copy(update={"due_at": read.due_at})
    if await is_complete(message, draft, session, state):
        await create(message, event_update, reader, draft, create_task)
        session.end_dialogue(event_update.update_id)
        await sessions.save(state, session)


async def is_complete(
    message: Message, draft: TaskDraft, session: ChatSession, state: FSMContext
) -> bool:
    """Whether the draft says all that a task needs; asks for it and remembers the rest if not.

    When it does, the session's dialogue is over, which whoever goes on has to save.
    """
    question = None
    if not draft.title:
        question = _("What is to be done? Write it, for example: buy milk tomorrow 9am !high")
        session.step = TaskStates.title.state
    elif draft.due_at is not None and draft.due_at <= message.date:
        question = _("That time has passed. When is it due? For example: tomorrow 9am")
        session.step = TaskStates.due.state
    session.task_draft = draft if question else None
    if question is None:
        session.step = None
        return True
    await sessions.save(state, session)
    await message.answer(question)
    return False


async def create(
    message: Message,
    event_update: Update,
    reader: TaskReader,
    draft: TaskDraft,
    create_task: CreateTask,
) -> ShownTask:
    """Create the task, for whoever wrote it down to do, and show its card."""
    outcome = await create_task.execute(
        CreateTaskCommand(
            actor=reader.actor,
            title=draft.title,
            description=draft.description,
            priority=draft.priority or Priority.NORMAL,
            assignee_id=reader.actor.user_id,
            due_at=draft.due_at,
            idempotency=update_claim(event_update, "create_task", message.text or message.caption),
        )
    )
    task = ShownTask.model_validate_json(outcome.response)
    await answer_with(message, reader.card(task, _("Written down!")))
    return task


def not_understood() -> str:
    """Says how times can be said."""
    return _("I did not understand that time. Try: tomorrow 9am, friday 17:30, in 2 hours, 24.12.")


def _remember(session: ChatSession, message: Message, task: ShownTask) -> None:
    known = list(session.task_messages.items())[1 - _REMEMBERED :]
    session.task_messages = {**dict(known), message.message_id: task.id}
